SELECT d.key, l.path, r.id, l.published_at, l.visible_from, l.visible_until, r.body
FROM document_language l
JOIN document d ON d.id = l.document_id
JOIN revision r ON r.id = l.published_revision_id
WHERE d.type = :type AND l.language = :language
  AND l.status IN ('scheduled', 'published')
  AND (l.visible_until IS NULL OR l.visible_until > :first)
  AND l.published_at <= :last AND (l.visible_from IS NULL OR l.visible_from <= :last)
