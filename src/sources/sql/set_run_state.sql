UPDATE fact_run SET state = :state WHERE id = :id
