-- Places, what is measured, and what was found. `names` and the like are JSON objects: language → text.
CREATE TABLE place (
  code   TEXT NOT NULL PRIMARY KEY,
  kind   TEXT NOT NULL CHECK (kind IN ('municipality', 'county', 'country', 'city')),
  parent TEXT NOT NULL,  -- code, '' for the topmost
  names  TEXT NOT NULL
);

CREATE TABLE indicator (
  code            TEXT NOT NULL PRIMARY KEY,
  unit            TEXT NOT NULL,
  direction       TEXT NOT NULL CHECK (direction IN ('higher', 'lower', 'neither')),
  decimals        INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 6),
  shelf_life_days INTEGER NOT NULL CHECK (shelf_life_days > 0),
  names           TEXT NOT NULL,
  units           TEXT NOT NULL,
  descriptions    TEXT NOT NULL
);

-- A value of NULL is a figure that somebody looked for and that is not known.
CREATE TABLE fact (
  place_code     TEXT NOT NULL REFERENCES place (code),
  indicator_code TEXT NOT NULL REFERENCES indicator (code),
  period         TEXT NOT NULL,
  period_end     TEXT NOT NULL,  -- its last day, for order
  value          DOUBLE PRECISION,
  source_name    TEXT NOT NULL CHECK (source_name <> ''),
  source_url     TEXT NOT NULL CHECK (source_url <> ''),
  licence        TEXT NOT NULL CHECK (licence <> ''),
  retrieved      TEXT NOT NULL,
  PRIMARY KEY (place_code, indicator_code, period)
);
CREATE INDEX fact_indicator_code_period_end ON fact (indicator_code, period_end);
