DELETE FROM fact_validator
