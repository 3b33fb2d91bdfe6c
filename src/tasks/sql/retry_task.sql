UPDATE task
SET state = 'waiting', attempts = 0, run_at = :now, changed_at = :now
WHERE id = :id AND state IN ('waiting', 'dead')
