DELETE FROM fact WHERE place_code = :place AND indicator_code = :indicator AND period = :period
