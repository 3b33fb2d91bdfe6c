SELECT id, source, state, started_at, ended_at, added, changed, unchanged, unknown, held, refused, refusals, message
FROM fact_run
WHERE id = :id
