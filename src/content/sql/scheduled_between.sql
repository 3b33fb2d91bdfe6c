-- A row for each moment after `since`, up to `until`, at which a document became or ceased to be public in a language.
SELECT d.type, d.key
FROM document_language l JOIN document d ON d.id = l.document_id
WHERE l.published_revision_id IS NOT NULL AND l.status IN ('scheduled', 'published')
  AND l.visible_from > :since AND l.visible_from <= :until
UNION ALL
SELECT d.type, d.key
FROM document_language l JOIN document d ON d.id = l.document_id
WHERE l.published_revision_id IS NOT NULL AND l.status IN ('scheduled', 'published')
  AND l.visible_until > :since AND l.visible_until <= :until
