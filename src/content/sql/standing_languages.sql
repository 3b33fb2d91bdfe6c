SELECT d.id, d.type, d.key, l.language
FROM document_language l JOIN document d ON d.id = l.document_id
WHERE l.status <> 'withdrawn'
