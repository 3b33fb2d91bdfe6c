INSERT INTO task (id, kind, key, payload, state, run_at, attempts, max_attempts, created_at, changed_at)
VALUES (:id, :kind, :key, :payload, 'waiting', :run_at, 0, :max_attempts, :now, :now)
ON CONFLICT (kind, key) WHERE state IN ('waiting', 'running') DO NOTHING
