SELECT l.slug, l.path, l.status, l.publish_at, l.expire_at, l.visible_from, l.visible_until, l.current_revision_id,
       l.published_revision_id, l.published_at, r.number, r.body
FROM document_language l JOIN revision r ON r.id = l.current_revision_id
WHERE l.document_id = :document_id AND l.language = :language
