DELETE FROM media WHERE key = :key
