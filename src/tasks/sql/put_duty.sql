INSERT INTO duty (kind, next_at) VALUES (:kind, :next_at)
ON CONFLICT (kind) DO UPDATE SET next_at = excluded.next_at
