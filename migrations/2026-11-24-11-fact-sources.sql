-- Services that figures are pulled from, and what each pull did (src/sources).
CREATE TABLE fact_source (
  key        TEXT NOT NULL PRIMARY KEY,
  definition TEXT NOT NULL  -- JSON, as sources/KEY.json of a content pack
);

CREATE TABLE fact_run (
  id         TEXT NOT NULL PRIMARY KEY,
  source     TEXT NOT NULL,  -- the key of a source that may be gone
  state      TEXT NOT NULL CHECK (state IN ('applied', 'held', 'failed', 'undone')),
  started_at BIGINT NOT NULL,
  ended_at   BIGINT NOT NULL,
  added      BIGINT NOT NULL CHECK (added >= 0),
  changed    BIGINT NOT NULL CHECK (changed >= 0),
  unchanged  BIGINT NOT NULL CHECK (unchanged >= 0),
  unknown    BIGINT NOT NULL CHECK (unknown >= 0),
  held       BIGINT NOT NULL CHECK (held >= 0),
  refused    BIGINT NOT NULL CHECK (refused >= 0),
  refusals   TEXT NOT NULL,  -- JSON array: reason, count, example
  message    TEXT NOT NULL   -- why it failed, else ''
);
CREATE INDEX fact_run_started_at ON fact_run (started_at);
CREATE INDEX fact_run_source_state_ended_at ON fact_run (source, state, ended_at);

-- What a run did to a figure, or would do once somebody approves it. old_origin and new_origin are JSON: source_name,
-- source_url, licence, retrieved. No old_origin: there was no such figure before.
CREATE TABLE fact_run_row (
  run_id         TEXT NOT NULL REFERENCES fact_run (id),
  place_code     TEXT NOT NULL,
  indicator_code TEXT NOT NULL,
  period         TEXT NOT NULL,
  action         TEXT NOT NULL CHECK (action IN ('applied', 'held')),
  reason         TEXT NOT NULL,  -- why it is held, else ''
  old_value      DOUBLE PRECISION,
  old_origin     TEXT,
  new_value      DOUBLE PRECISION,
  new_origin     TEXT NOT NULL,
  PRIMARY KEY (run_id, place_code, indicator_code, period)
);

-- What a service said an answer is known by, to ask it whether that has changed.
CREATE TABLE fact_validator (
  source        TEXT NOT NULL,
  url           TEXT NOT NULL,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  PRIMARY KEY (source, url)
);
