SELECT body FROM revision WHERE id = :id
