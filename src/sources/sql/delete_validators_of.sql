DELETE FROM fact_validator WHERE source = :source
