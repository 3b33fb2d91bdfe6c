SELECT indicator_code, licence, COUNT(*), MAX(period_end), MAX(retrieved)
FROM fact
GROUP BY indicator_code, licence
