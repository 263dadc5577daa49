-- What comparisons compare, and what guides repeat of each other.

-- The list of what a label may be cannot be changed in place.
CREATE TABLE labels_with_subjects (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    what         TEXT NOT NULL CHECK (what IN ('tag', 'stack', 'case-study', 'subject')),
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (entry, what, position)
) STRICT, WITHOUT ROWID;
INSERT INTO labels_with_subjects SELECT entry, what, position, name FROM labels;
DROP TABLE labels;
ALTER TABLE labels_with_subjects RENAME TO labels;
CREATE INDEX labels_name ON labels (what, name, entry);

-- Prints of the passages of guides and case studies: small numbers that two texts share where they share
-- a dozen words in a row. Made from `texts`; a row that is missing or of another method is made again.
CREATE TABLE passages (
    entry        INTEGER PRIMARY KEY REFERENCES entries (key) ON DELETE CASCADE,
    method       INTEGER NOT NULL,
    -- 64-bit numbers, little-endian, ascending.
    prints       BLOB NOT NULL
) STRICT;
