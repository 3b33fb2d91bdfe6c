-- Work for later (src/tasks): the queue, and when each recurring duty is next due.
CREATE TABLE task (
  id            TEXT NOT NULL PRIMARY KEY,
  kind          TEXT NOT NULL,
  key           TEXT NOT NULL,
  payload       TEXT NOT NULL,  -- JSON
  state         TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'dead')),
  run_at        BIGINT NOT NULL,
  attempts      INTEGER NOT NULL CHECK (attempts >= 0),
  max_attempts  INTEGER NOT NULL CHECK (max_attempts > 0),
  claimed_by    TEXT,
  claimed_until BIGINT,
  last_error    TEXT,
  created_at    BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  CHECK ((state = 'running') = (claimed_by IS NOT NULL)),
  CHECK ((claimed_by IS NULL) = (claimed_until IS NULL))
);
CREATE UNIQUE INDEX task_kind_key ON task (kind, key) WHERE state IN ('waiting', 'running');
CREATE INDEX task_state_run_at ON task (state, run_at);

CREATE TABLE duty (
  kind    TEXT NOT NULL PRIMARY KEY,
  next_at BIGINT NOT NULL
);
