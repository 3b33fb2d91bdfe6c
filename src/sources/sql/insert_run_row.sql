INSERT INTO fact_run_row (run_id, place_code, indicator_code, period, action, reason, old_value, old_origin, new_value,
                          new_origin)
VALUES (:run, :place, :indicator, :period, :action, :reason, :old_value, :old_origin, :new_value, :new_origin)
