UPDATE fact
SET value = :value, source_name = :source_name, source_url = :source_url, licence = :licence, retrieved = :retrieved
WHERE place_code = :place AND indicator_code = :indicator AND period = :period
