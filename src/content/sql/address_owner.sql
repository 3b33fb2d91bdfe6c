SELECT d.type, d.key
FROM document_language l JOIN document d ON d.id = l.document_id
WHERE l.language = :language AND l.path = :path
