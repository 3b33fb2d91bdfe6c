SELECT o.id, o.key, o.name
FROM document d JOIN organisation o ON o.id = d.organisation_id
WHERE d.id = :id
