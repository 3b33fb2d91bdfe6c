-- As if it had not been claimed.
UPDATE task
SET state = 'waiting', attempts = attempts - 1, claimed_by = NULL, claimed_until = NULL, changed_at = :now
WHERE id = :id AND claimed_by = :claimed_by AND state = 'running'
