INSERT INTO fact_run (id, source, state, started_at, ended_at, added, changed, unchanged, unknown, held, refused, refusals,
                      message)
VALUES (:id, :source, :state, :started_at, :ended_at, :added, :changed, :unchanged, :unknown, :held, :refused, :refusals,
        :message)
