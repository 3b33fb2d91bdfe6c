INSERT INTO place (code, kind, parent, names, latitude, longitude)
VALUES (:code, :kind, :parent, :names, :latitude, :longitude)
ON CONFLICT (code) DO UPDATE
SET kind = excluded.kind, parent = excluded.parent, names = excluded.names, latitude = excluded.latitude,
    longitude = excluded.longitude
WHERE place.kind <> excluded.kind OR place.parent <> excluded.parent OR place.names <> excluded.names
   OR COALESCE(place.latitude, 999) <> COALESCE(excluded.latitude, 999)
   OR COALESCE(place.longitude, 999) <> COALESCE(excluded.longitude, 999)
