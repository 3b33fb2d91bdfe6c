SELECT l.path
FROM document_language l
WHERE l.language = :language AND l.path = :path AND l.published_revision_id IS NOT NULL
  AND (l.status = 'withdrawn' OR (l.visible_until IS NOT NULL AND l.visible_until <= :now))
