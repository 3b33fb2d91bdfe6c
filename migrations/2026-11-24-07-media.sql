-- Pictures by the key that content knows them by. Their bytes lie in the media store under their SHA-256.
CREATE TABLE media (
  key        TEXT NOT NULL PRIMARY KEY,
  sha256     TEXT NOT NULL,
  type       TEXT NOT NULL CHECK (type IN ('jpeg', 'png', 'svg')),
  kind       TEXT NOT NULL CHECK (kind IN ('photograph', 'illustration')),
  width      INTEGER NOT NULL CHECK (width > 0),
  height     INTEGER NOT NULL CHECK (height > 0),
  alpha      INTEGER NOT NULL,
  colours    TEXT NOT NULL,  -- twelve, to show before the picture is there; '' where one sees through it
  focus_x    INTEGER NOT NULL CHECK (focus_x BETWEEN 0 AND 100),
  focus_y    INTEGER NOT NULL CHECK (focus_y BETWEEN 0 AND 100),
  credit     TEXT NOT NULL,
  licence    TEXT NOT NULL,
  source_url TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CHECK (kind <> 'photograph' OR (credit <> '' AND licence <> ''))
);
CREATE INDEX media_sha256 ON media (sha256);
