-- Records of results, beside the answers they belong to: JSON, empty = none.

ALTER TABLE answers ADD COLUMN record TEXT NOT NULL DEFAULT '';
