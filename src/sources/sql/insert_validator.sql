INSERT INTO fact_validator (source, url, etag, last_modified) VALUES (:source, :url, :etag, :last_modified)
