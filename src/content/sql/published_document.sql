SELECT d.id, d.type, d.key, l.language, l.slug, l.path, l.published_at, l.changed_at, r.id, r.body
FROM document_language l
JOIN document d ON d.id = l.document_id
JOIN revision r ON r.id = l.published_revision_id
WHERE d.type = :type AND d.key = :key AND l.language = :language
  AND l.status IN ('scheduled', 'published')
  AND (l.visible_from IS NULL OR l.visible_from <= :now) AND (l.visible_until IS NULL OR l.visible_until > :now)
