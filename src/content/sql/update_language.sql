UPDATE document_language
SET slug = :slug, path = :path, status = :status, publish_at = :publish_at, expire_at = :expire_at,
    visible_from = :visible_from, visible_until = :visible_until, current_revision_id = :current_revision_id,
    published_revision_id = :published_revision_id, published_at = :published_at, changed_at = :changed_at
WHERE document_id = :document_id AND language = :language AND current_revision_id = :based_on_id
