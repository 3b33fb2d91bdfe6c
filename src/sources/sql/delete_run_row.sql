DELETE FROM fact_run_row
WHERE run_id = :run AND place_code = :place AND indicator_code = :indicator AND period = :period
