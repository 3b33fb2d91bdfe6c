INSERT INTO fact_source (key, definition) VALUES (:key, :definition)
ON CONFLICT (key) DO UPDATE SET definition = excluded.definition
