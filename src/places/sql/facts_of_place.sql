SELECT place_code, indicator_code, period, value, source_name, source_url, licence, retrieved
FROM fact
WHERE place_code = :place
ORDER BY period_end, period
