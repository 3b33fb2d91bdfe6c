-- Our own list of migrations, and the tables in all, in the schema that is used.
SELECT
  coalesce(sum(CASE WHEN table_name = 'schema_migration' THEN 1 ELSE 0 END), 0),
  count(*)
FROM information_schema.tables
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
