SELECT l.path
FROM document_language l
JOIN document d ON d.id = l.document_id
WHERE l.published_revision_id IS NOT NULL AND d.type = :type AND d.key = :key AND l.language = :language
  AND l.status IN ('scheduled', 'published')
  AND (l.visible_from IS NULL OR l.visible_from <= :now) AND (l.visible_until IS NULL OR l.visible_until > :now)
