UPDATE document_language SET path = '' WHERE document_id = :document_id AND language = :language
