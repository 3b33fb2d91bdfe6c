UPDATE task
SET state = 'running', attempts = attempts + 1, claimed_by = :claimed_by, claimed_until = :claimed_until, changed_at = :now
WHERE id = (SELECT id
            FROM task
            WHERE kind IN (SELECT jsonb_array_elements_text(CAST(:kinds AS JSONB))) AND attempts < max_attempts
              AND ((state = 'waiting' AND run_at <= :now) OR (state = 'running' AND claimed_until <= :now
                        AND claimed_by NOT IN (SELECT jsonb_array_elements_text(CAST(:held AS JSONB)))))
            ORDER BY run_at, id
            LIMIT 1
            FOR UPDATE SKIP LOCKED)
RETURNING id, kind, key, payload, attempts, max_attempts, claimed_by
