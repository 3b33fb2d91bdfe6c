INSERT INTO media (key, sha256, type, kind, width, height, alpha, colours, focus_x, focus_y, credit, licence, source_url,
                   drawing, created_at)
VALUES (:key, :sha256, :type, :kind, :width, :height, :alpha, :colours, :focus_x, :focus_y, :credit, :licence,
        :source_url, :drawing, :created_at)
ON CONFLICT (key) DO UPDATE SET
  sha256 = excluded.sha256, type = excluded.type, kind = excluded.kind, width = excluded.width,
  height = excluded.height, alpha = excluded.alpha, colours = excluded.colours, focus_x = excluded.focus_x,
  focus_y = excluded.focus_y, credit = excluded.credit, licence = excluded.licence, source_url = excluded.source_url,
  drawing = excluded.drawing
WHERE media.sha256 <> excluded.sha256 OR media.kind <> excluded.kind OR media.focus_x <> excluded.focus_x
   OR media.focus_y <> excluded.focus_y OR media.credit <> excluded.credit OR media.licence <> excluded.licence
   OR media.source_url <> excluded.source_url OR media.colours <> excluded.colours
   OR media.drawing <> excluded.drawing
