INSERT INTO revision (id, document_id, language, number, based_on_id, body, author, created_at)
VALUES (:id, :document_id, :language, :number, :based_on_id, :body, :author, :created_at)
