INSERT INTO region (id, name, time_zone, languages) VALUES (1, :name, :time_zone, :languages)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, languages = excluded.languages
WHERE region.name <> excluded.name OR region.time_zone <> excluded.time_zone OR region.languages <> excluded.languages
