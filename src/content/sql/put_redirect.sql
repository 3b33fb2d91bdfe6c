INSERT INTO redirect (language, path, document_id, created_at) VALUES (:language, :path, :document_id, :created_at)
ON CONFLICT (language, path) DO UPDATE SET document_id = excluded.document_id, created_at = excluded.created_at
