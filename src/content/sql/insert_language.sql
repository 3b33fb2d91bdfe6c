INSERT INTO document_language (document_id, language, slug, path, status, publish_at, expire_at, visible_from, visible_until,
                               current_revision_id, published_revision_id, published_at, changed_at)
VALUES (:document_id, :language, :slug, :path, :status, :publish_at, :expire_at, :visible_from, :visible_until,
        :current_revision_id, :published_revision_id, :published_at, :changed_at)
