-- An empty state is every one but done.
SELECT id, kind, key, payload, state, run_at, attempts, max_attempts, claimed_by, claimed_until, last_error, created_at,
       changed_at
FROM task
WHERE state = :state OR (CAST(:state AS TEXT) = '' AND state <> 'done')
ORDER BY run_at, id
LIMIT :most
