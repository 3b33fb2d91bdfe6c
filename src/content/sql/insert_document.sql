INSERT INTO document (id, type, key, organisation_id, created_at) VALUES (:id, :type, :key, :organisation_id, :created_at)
