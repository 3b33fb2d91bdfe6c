SELECT source, MAX(ended_at) FROM fact_run WHERE state <> 'failed' GROUP BY source
