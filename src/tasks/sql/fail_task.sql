UPDATE task
SET state = CASE WHEN attempts < max_attempts THEN 'waiting' ELSE 'dead' END,
    run_at = CASE WHEN attempts < max_attempts THEN :run_at ELSE run_at END,
    claimed_by = NULL, claimed_until = NULL, last_error = :error, changed_at = :now
WHERE id = :id AND claimed_by = :claimed_by AND state = 'running'
