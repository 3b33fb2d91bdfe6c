SELECT key, sha256, type, kind, width, height, alpha, colours, focus_x, focus_y, credit, licence, source_url,
       drawing
FROM media
