UPDATE document SET organisation_id = :organisation_id WHERE id = :id
