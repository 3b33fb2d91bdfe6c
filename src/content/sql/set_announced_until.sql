UPDATE publishing_schedule SET announced_until = :announced_until WHERE id = 1
