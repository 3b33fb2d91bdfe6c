UPDATE fact_run SET state = 'applied' WHERE source = :source AND state = 'held'
