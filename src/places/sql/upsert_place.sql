INSERT INTO place (code, kind, parent, names) VALUES (:code, :kind, :parent, :names)
ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, parent = excluded.parent, names = excluded.names
WHERE place.kind <> excluded.kind OR place.parent <> excluded.parent OR place.names <> excluded.names
