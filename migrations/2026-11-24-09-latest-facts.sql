-- The latest figure of a place: without it SQLite walks the indicator's figures of all places.
CREATE INDEX fact_place_code_indicator_code_period_end ON fact (place_code, indicator_code, period_end, period);
