SELECT d.id, d.type, d.key, l.language, l.slug, l.path, l.published_at, l.changed_at, l.published_revision_id
FROM document_language l
JOIN document d ON d.id = l.document_id
WHERE l.published_revision_id IS NOT NULL AND d.type = :type AND l.language = :language
  AND l.status IN ('scheduled', 'published')
  AND (l.visible_from IS NULL OR l.visible_from <= :now) AND (l.visible_until IS NULL OR l.visible_until > :now)
