SELECT d.id, d.type, d.key, o.key
FROM document d JOIN organisation o ON o.id = d.organisation_id
