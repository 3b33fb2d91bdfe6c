INSERT INTO fact (place_code, indicator_code, period, period_end, value, source_name, source_url, licence, retrieved)
VALUES (:place, :indicator, :period, :period_end, :value, :source_name, :source_url, :licence, :retrieved)
