SELECT id, kind, key, payload, state, run_at, attempts, max_attempts, claimed_by, claimed_until, last_error, created_at,
       changed_at
FROM task
WHERE id = :id
