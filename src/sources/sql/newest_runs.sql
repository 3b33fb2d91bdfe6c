SELECT id, source, state, started_at, ended_at, added, changed, unchanged, unknown, held, refused, refusals, message
FROM fact_run
ORDER BY started_at DESC, id DESC
LIMIT :most
