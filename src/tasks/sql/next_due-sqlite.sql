-- When a task of these kinds (a JSON array) can next be claimed: its time has come, or its lease has ended
-- (but for what is `held`: that is known to run).
SELECT min(due)
FROM (
  SELECT min(run_at) AS due
  FROM task
  WHERE state = 'waiting' AND kind IN (SELECT value FROM json_each(:kinds))
  UNION ALL
  SELECT min(claimed_until) AS due
  FROM task
  WHERE state = 'running' AND kind IN (SELECT value FROM json_each(:kinds))
    AND claimed_by NOT IN (SELECT value FROM json_each(:held))
) each_state
