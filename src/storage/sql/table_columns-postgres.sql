-- Every column of every table, with its place in the primary key (0: not in it).
SELECT
  c.table_name::text,
  c.column_name::text,
  upper(c.data_type)::text,
  coalesce((
    SELECT k.ordinal_position::integer
    FROM information_schema.key_column_usage AS k
    JOIN information_schema.table_constraints AS p
      ON p.constraint_schema = k.constraint_schema AND p.constraint_name = k.constraint_name
     AND p.table_name = k.table_name AND p.constraint_type = 'PRIMARY KEY'
    WHERE k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
  ), 0)
FROM information_schema.columns AS c
JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
ORDER BY c.table_name, c.ordinal_position
