SELECT id, key, name FROM organisation WHERE key = :key
