SELECT code, names, units, descriptions, unit, direction, decimals, shelf_life_days FROM indicator
