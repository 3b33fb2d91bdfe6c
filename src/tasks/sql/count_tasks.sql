SELECT coalesce(sum(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0),
       coalesce(sum(CASE WHEN state = 'running' THEN 1 ELSE 0 END), 0),
       coalesce(sum(CASE WHEN state = 'dead' THEN 1 ELSE 0 END), 0),
       min(CASE WHEN state = 'waiting' AND run_at <= :now THEN run_at END)
FROM task
WHERE state IN ('waiting', 'running', 'dead')
