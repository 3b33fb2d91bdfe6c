-- The statements that take away all that migrations make; what belongs to an extension stays.
SELECT format('DROP TABLE %I CASCADE', table_name)
FROM information_schema.tables
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
UNION ALL
SELECT format('DROP ROUTINE %s CASCADE', p.oid::regprocedure)
FROM pg_proc AS p
WHERE p.pronamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend AS d
                  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY 1 DESC
