-- Words a person taught the dictionary, and slips of language a person leaves as they are in one guide.

CREATE TABLE words (
    -- As it was written when it was taught.
    word         TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
    at           TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ignored_slips (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    rule         TEXT NOT NULL,
    -- The very words it is about.
    words        TEXT NOT NULL,
    at           TEXT NOT NULL,
    PRIMARY KEY (entry, rule, words)
) STRICT, WITHOUT ROWID;
