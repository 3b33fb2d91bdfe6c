SELECT MIN(boundary.at)
FROM (
  SELECT visible_from AS at FROM document_language WHERE visible_from > :now AND published_revision_id IS NOT NULL
  UNION ALL
  SELECT visible_until AS at FROM document_language WHERE visible_until > :now AND published_revision_id IS NOT NULL
) boundary
