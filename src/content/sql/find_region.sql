SELECT name, time_zone, languages FROM region WHERE id = 1
