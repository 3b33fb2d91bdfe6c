SELECT place_code, indicator_code, period, value, source_name, source_url, licence, retrieved
FROM fact f
WHERE NOT EXISTS (SELECT 1 FROM fact l
                  WHERE l.place_code = f.place_code AND l.indicator_code = f.indicator_code
                    AND (l.period_end > f.period_end OR (l.period_end = f.period_end AND l.period > f.period)))
