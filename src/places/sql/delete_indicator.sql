DELETE FROM indicator WHERE code = :code
