SELECT code, kind, parent, names FROM place
