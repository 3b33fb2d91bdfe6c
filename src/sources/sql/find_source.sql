SELECT key, definition FROM fact_source WHERE key = :key
