SELECT url, etag, last_modified FROM fact_validator WHERE source = :source
