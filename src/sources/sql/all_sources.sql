SELECT key, definition FROM fact_source
