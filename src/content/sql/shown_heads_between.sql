SELECT d.key, l.path, l.published_revision_id, l.published_at, l.visible_from, l.visible_until
FROM document_language l
JOIN document d ON d.id = l.document_id
WHERE l.published_revision_id IS NOT NULL AND d.type = :type AND l.language = :language
  AND l.status IN ('scheduled', 'published')
  AND (l.visible_until IS NULL OR l.visible_until > :first)
  AND l.published_at <= :last AND (l.visible_from IS NULL OR l.visible_from <= :last)
