DELETE FROM redirect WHERE language = :language AND path = :path
