SELECT source_name, source_url, licence, COUNT(*), MAX(retrieved)
FROM fact
GROUP BY source_name, source_url, licence
