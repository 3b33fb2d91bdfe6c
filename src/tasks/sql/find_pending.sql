SELECT id FROM task WHERE kind = :kind AND key = :key AND state IN ('waiting', 'running')
