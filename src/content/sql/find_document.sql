SELECT id, organisation_id FROM document WHERE type = :type AND key = :key
