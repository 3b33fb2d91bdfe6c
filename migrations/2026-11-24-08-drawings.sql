-- An SVG that is plain and small is put into the page itself, so that it takes the page's colours: the element as the page shows
-- it, '' where the picture is fetched. Pictures that were there before get theirs at the next import.
ALTER TABLE media ADD COLUMN drawing TEXT NOT NULL DEFAULT '';
