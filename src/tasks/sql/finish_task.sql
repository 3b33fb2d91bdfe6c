UPDATE task
SET state = 'done', claimed_by = NULL, claimed_until = NULL, last_error = NULL, changed_at = :now
WHERE id = :id AND claimed_by = :claimed_by AND state = 'running'
