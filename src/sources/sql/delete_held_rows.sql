DELETE FROM fact_run_row
WHERE action = 'held' AND run_id IN (SELECT id FROM fact_run WHERE source = :source AND state = 'held')
