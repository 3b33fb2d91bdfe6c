-- One row: up to which moment the comings and goings of documents have been announced to caches and search.
CREATE TABLE publishing_schedule (
  id              INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  announced_until BIGINT NOT NULL
);
INSERT INTO publishing_schedule (id, announced_until) VALUES (1, 0);

CREATE INDEX document_language_visible_from ON document_language (visible_from) WHERE visible_from IS NOT NULL;
CREATE INDEX document_language_visible_until ON document_language (visible_until) WHERE visible_until IS NOT NULL;
