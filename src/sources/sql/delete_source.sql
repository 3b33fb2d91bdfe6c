DELETE FROM fact_source WHERE key = :key
