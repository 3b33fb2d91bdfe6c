-- Its last attempt took the process with it.
UPDATE task
SET state = 'dead', claimed_by = NULL, claimed_until = NULL, last_error = :error, changed_at = :now
WHERE state = 'running' AND claimed_until <= :now AND attempts >= max_attempts
  AND claimed_by NOT IN (SELECT jsonb_array_elements_text(CAST(:held AS JSONB)))
