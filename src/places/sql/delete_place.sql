DELETE FROM place WHERE code = :code
