INSERT INTO organisation (id, key, name) VALUES (:id, :key, :name)
ON CONFLICT (key) DO UPDATE SET name = excluded.name
WHERE organisation.name <> excluded.name
