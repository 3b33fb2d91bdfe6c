SELECT language FROM document_language WHERE document_id = :document_id ORDER BY language
