INSERT INTO indicator (code, names, units, descriptions, unit, direction, decimals, shelf_life_days, stands_in)
VALUES (:code, :names, :units, :descriptions, :unit, :direction, :decimals, :shelf_life_days, :stands_in)
ON CONFLICT (code) DO UPDATE
SET names = excluded.names, units = excluded.units, descriptions = excluded.descriptions, unit = excluded.unit,
    direction = excluded.direction, decimals = excluded.decimals, shelf_life_days = excluded.shelf_life_days,
    stands_in = excluded.stands_in
WHERE indicator.names <> excluded.names OR indicator.units <> excluded.units
   OR indicator.descriptions <> excluded.descriptions OR indicator.unit <> excluded.unit
   OR indicator.direction <> excluded.direction OR indicator.decimals <> excluded.decimals
   OR indicator.shelf_life_days <> excluded.shelf_life_days OR indicator.stands_in <> excluded.stands_in
