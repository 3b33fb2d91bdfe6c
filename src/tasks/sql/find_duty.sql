SELECT next_at FROM duty WHERE kind = :kind
