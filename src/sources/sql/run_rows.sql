SELECT place_code, indicator_code, period, action, reason, old_value, old_origin, new_value, new_origin
FROM fact_run_row
WHERE run_id = :run
