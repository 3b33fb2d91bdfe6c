-- Our own list of migrations, and the tables in all.
SELECT
  coalesce(sum(CASE WHEN name = 'schema_migration' THEN 1 ELSE 0 END), 0),
  count(*)
FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
