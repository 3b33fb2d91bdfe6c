SELECT announced_until FROM publishing_schedule WHERE id = 1
