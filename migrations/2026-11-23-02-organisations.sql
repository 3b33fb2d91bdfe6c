-- Who owns documents. Sign-in and roles come with accounts; their tables will refer to this one.
CREATE TABLE organisation (
  id   TEXT NOT NULL PRIMARY KEY,
  key  TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT organisation_key UNIQUE (key)
);
