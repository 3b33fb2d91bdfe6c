UPDATE task
SET claimed_until = :claimed_until
WHERE id = :id AND claimed_by = :claimed_by AND state = 'running'
