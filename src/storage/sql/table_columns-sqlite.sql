-- Every column of every table, with its place in the primary key (0: not in it).
SELECT t.name, c.name, upper(c.type), c.pk
FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY t.name, c.cid
