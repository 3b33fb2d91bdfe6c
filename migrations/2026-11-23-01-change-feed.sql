-- What committed transactions changed, for the other nodes on the same PostgreSQL database (src/storage/change_feed.hpp).
-- SQLite has one node and keeps the table empty, so that both databases have the same schema.
CREATE TABLE change (
  id TEXT NOT NULL PRIMARY KEY,
  transaction_id BIGINT NOT NULL,
  origin TEXT NOT NULL,
  tags TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX change_transaction_id ON change (transaction_id);
CREATE INDEX change_at ON change (at);
