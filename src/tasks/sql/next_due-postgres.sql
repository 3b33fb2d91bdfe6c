-- When a task of these kinds (a JSON array) can next be claimed: its time has come, or its lease has ended
-- (but for what is `held`: that is known to run).
SELECT min(due)
FROM (
  SELECT min(run_at) AS due
  FROM task
  WHERE state = 'waiting' AND kind IN (SELECT jsonb_array_elements_text(CAST(:kinds AS JSONB)))
  UNION ALL
  SELECT min(claimed_until) AS due
  FROM task
  WHERE state = 'running' AND kind IN (SELECT jsonb_array_elements_text(CAST(:kinds AS JSONB)))
    AND claimed_by NOT IN (SELECT jsonb_array_elements_text(CAST(:held AS JSONB)))
) each_state
