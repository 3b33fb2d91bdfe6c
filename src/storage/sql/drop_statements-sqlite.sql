-- The statements that take away all that migrations make.
SELECT 'DROP TABLE "' || name || '"' FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY name
