-- The editorial core: documents, their immutable revisions, what is published where.

-- One row: the region that runs this site.
CREATE TABLE region (
  id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  name      TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  languages TEXT NOT NULL  -- JSON array, the first language first
);

CREATE TABLE document (
  id              TEXT NOT NULL PRIMARY KEY,
  type            TEXT NOT NULL,
  key             TEXT NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  created_at      BIGINT NOT NULL,
  CONSTRAINT document_type_key UNIQUE (type, key)
);
CREATE INDEX document_organisation_id ON document (organisation_id);

CREATE TABLE revision (
  id          TEXT NOT NULL PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  language    TEXT NOT NULL,
  number      INTEGER NOT NULL,
  based_on_id TEXT REFERENCES revision (id),
  body        TEXT NOT NULL,  -- JSON
  author      TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  CONSTRAINT revision_document_id_language_number UNIQUE (document_id, language, number)
);

CREATE TABLE document_language (
  document_id           TEXT NOT NULL REFERENCES document (id),
  language              TEXT NOT NULL,
  slug                  TEXT NOT NULL,
  path                  TEXT NOT NULL,  -- '' for documents that are not pages
  status                TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'scheduled', 'published', 'withdrawn')),
  publish_at            BIGINT,  -- as the editor set it
  expire_at             BIGINT,
  visible_from          BIGINT,  -- the same, narrowed by what the document itself says (a profile's booked period)
  visible_until         BIGINT,
  current_revision_id   TEXT NOT NULL REFERENCES revision (id),
  published_revision_id TEXT REFERENCES revision (id),
  published_at          BIGINT,  -- first made public
  changed_at            BIGINT NOT NULL,
  PRIMARY KEY (document_id, language),
  CHECK (expire_at IS NULL OR publish_at IS NULL OR publish_at < expire_at)
);
CREATE UNIQUE INDEX document_language_language_path ON document_language (language, path) WHERE path <> '';

-- Old addresses of documents.
CREATE TABLE redirect (
  language    TEXT NOT NULL,
  path        TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (language, path)
);
CREATE INDEX redirect_document_id ON redirect (document_id);

-- A revision never changes.
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON revision
BEGIN
  SELECT RAISE(ABORT, 'a revision is immutable');
END;
