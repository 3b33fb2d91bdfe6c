SELECT l.path
FROM redirect t
JOIN document_language l ON l.document_id = t.document_id AND l.language = t.language
WHERE t.language = :language AND t.path = :path AND l.published_revision_id IS NOT NULL
  AND l.status IN ('scheduled', 'published')
  AND (l.visible_from IS NULL OR l.visible_from <= :now) AND (l.visible_until IS NULL OR l.visible_until > :now)
