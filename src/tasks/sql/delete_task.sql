DELETE FROM task WHERE id = :id AND state IN ('waiting', 'dead')
