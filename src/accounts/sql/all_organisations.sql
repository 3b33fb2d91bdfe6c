SELECT id, key, name FROM organisation
