SELECT code, kind, parent, names FROM place WHERE code = :code
