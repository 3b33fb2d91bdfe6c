SELECT code, kind, parent, names, latitude, longitude FROM place WHERE code = :code
