SELECT code, names, units, descriptions, unit, direction, decimals, shelf_life_days, stands_in
FROM indicator
WHERE code = :code
