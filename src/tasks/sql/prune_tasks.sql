DELETE FROM task WHERE state = 'done' AND changed_at < :before
