-- What acts on rows that come in: the statement that takes it away and the one that puts it back.
-- References are not enforced while the schema changes, and are checked at its end.
SELECT 'DROP TRIGGER "' || name || '"', sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name
