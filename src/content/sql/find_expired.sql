SELECT l.path
FROM document_language l
WHERE l.language = :language
  AND (l.path = :path
       OR l.document_id IN (SELECT t.document_id FROM redirect t WHERE t.language = :language AND t.path = :path))
  AND l.published_revision_id IS NOT NULL AND l.published_at <= :now
  AND (l.status = 'withdrawn' OR (l.visible_until IS NOT NULL AND l.visible_until <= :now))
