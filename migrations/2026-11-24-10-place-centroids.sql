-- Where a place's middle is, in degrees (WGS 84); both or neither. Whether a larger place's figure says something of one
-- within it: a rate or a price may, a count never.
ALTER TABLE place ADD COLUMN latitude DOUBLE PRECISION CHECK (latitude BETWEEN -90 AND 90);
ALTER TABLE place ADD COLUMN longitude DOUBLE PRECISION CHECK (longitude BETWEEN -180 AND 180);
ALTER TABLE indicator ADD COLUMN stands_in INTEGER NOT NULL DEFAULT 0 CHECK (stands_in IN (0, 1));
