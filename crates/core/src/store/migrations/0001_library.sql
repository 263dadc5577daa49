-- The library as it starts: entries and their texts, what is known about them, and how to find them.

-- Guides, case studies and stack pages. Light rows: lists and filters read only this table.
CREATE TABLE entries (
    key          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL CHECK (kind IN ('deep-dive', 'comparison', 'case-study', 'stack-item')),
    section      TEXT NOT NULL CHECK (section IN ('guides', 'case-studies', 'stack')),
    status       TEXT NOT NULL CHECK (status IN ('draft', 'in-review', 'returned', 'approved')),
    -- 1 once it was in review: open checks turn from grey to red.
    reviewed     INTEGER NOT NULL DEFAULT 0 CHECK (reviewed IN (0, 1)),
    title        TEXT NOT NULL,
    summary      TEXT NOT NULL,
    slug         TEXT NOT NULL,
    date         TEXT NOT NULL,
    updated      TEXT NOT NULL,
    -- As stored in the front matter; NULL = computed.
    read_minutes INTEGER,
    -- Stack items: JSON list of other names, the item it is a facet of, its version.
    aliases      TEXT NOT NULL DEFAULT '[]',
    facet_of     TEXT NOT NULL DEFAULT '',
    version      TEXT NOT NULL DEFAULT '',
    -- Counted on save.
    words        INTEGER NOT NULL,
    minutes      INTEGER NOT NULL,
    -- The newest revision; the text in `texts` is its text.
    revision     INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    saved_at     TEXT NOT NULL,
    -- NULL = not in the trash.
    trashed_at   TEXT
) STRICT;
CREATE UNIQUE INDEX entries_slug ON entries (section, slug) WHERE trashed_at IS NULL;
CREATE INDEX entries_title ON entries (title);

-- The text as it is now. Apart from `entries`, so that a list reads no text.
CREATE TABLE texts (
    entry        INTEGER PRIMARY KEY REFERENCES entries (key) ON DELETE CASCADE,
    -- BLAKE3 of body and front matter, checked on reading.
    hash         BLOB NOT NULL,
    -- JSON list of heading ids; before the long columns, so that it is read without them.
    anchors      TEXT NOT NULL,
    -- Between the fences, as imported or last written; may be empty.
    front_matter TEXT NOT NULL,
    body         TEXT NOT NULL
) STRICT;

-- Every save. A body is either whole or the middle that replaced a middle of the revision before.
CREATE TABLE revisions (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    at           TEXT NOT NULL,
    by           TEXT NOT NULL,
    label        TEXT NOT NULL,
    words        INTEGER NOT NULL,
    added        INTEGER NOT NULL,
    removed      INTEGER NOT NULL,
    -- BLAKE3 of fields, front matter and the whole body.
    hash         BLOB NOT NULL,
    -- Bytes kept from the start and the end of the revision before; both NULL = `body` is whole.
    kept_start   INTEGER,
    kept_end     INTEGER,
    -- Fields as JSON; the long columns last, so that a history is read without them.
    meta         TEXT NOT NULL,
    front_matter TEXT NOT NULL,
    body         TEXT NOT NULL,
    PRIMARY KEY (entry, number)
) STRICT;

-- Names an entry carries, in order: tags, stack items as declared, slugs of case studies.
CREATE TABLE labels (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    what         TEXT NOT NULL CHECK (what IN ('tag', 'stack', 'case-study')),
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (entry, what, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_name ON labels (what, name, entry);

-- The controlled vocabulary of tags; a tag may be there before any entry carries it.
CREATE TABLE tags (
    name         TEXT NOT NULL PRIMARY KEY,
    created_at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Images and files, each content once.
CREATE TABLE blobs (
    hash         BLOB NOT NULL PRIMARY KEY,
    bytes        BLOB NOT NULL
) STRICT;
CREATE TABLE assets (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    -- As the text names it.
    path         TEXT NOT NULL,
    hash         BLOB NOT NULL REFERENCES blobs (hash),
    size         INTEGER NOT NULL,
    added_at     TEXT NOT NULL,
    PRIMARY KEY (entry, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX assets_hash ON assets (hash);

-- The file each imported entry last came from.
CREATE TABLE imports (
    entry        INTEGER PRIMARY KEY REFERENCES entries (key) ON DELETE CASCADE,
    file         TEXT NOT NULL,
    -- BLAKE3 of the whole file as text.
    hash         BLOB NOT NULL,
    -- The newest revision after the import.
    revision     INTEGER NOT NULL
) STRICT;

-- Answers to the bar's questions.
CREATE TABLE answers (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    sentence     TEXT NOT NULL,
    counts       INTEGER NOT NULL CHECK (counts IN (0, 1)),
    by           TEXT NOT NULL,
    at           TEXT NOT NULL,
    PRIMARY KEY (entry, sentence)
) STRICT, WITHOUT ROWID;

-- What the bar said last: for lists and filters only, never the truth.
CREATE TABLE verdicts (
    entry        INTEGER PRIMARY KEY REFERENCES entries (key) ON DELETE CASCADE,
    required     INTEGER NOT NULL,
    passed       INTEGER NOT NULL,
    open         INTEGER NOT NULL,
    confirm      INTEGER NOT NULL,
    waived       INTEGER NOT NULL,
    advice       INTEGER NOT NULL
) STRICT;
CREATE TABLE open_rules (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    rule         TEXT NOT NULL,
    PRIMARY KEY (entry, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_rules_rule ON open_rules (rule, entry);

CREATE TABLE settings (
    name         TEXT NOT NULL PRIMARY KEY,
    value        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Bundles written, newest last.
CREATE TABLE exports (
    key          INTEGER PRIMARY KEY,
    at           TEXT NOT NULL,
    by           TEXT NOT NULL,
    target       TEXT NOT NULL,
    path         TEXT NOT NULL,
    draft        INTEGER NOT NULL CHECK (draft IN (0, 1)),
    guides       INTEGER NOT NULL,
    files        INTEGER NOT NULL,
    -- SHA-256 of manifest.json, hex.
    manifest     TEXT NOT NULL
) STRICT;

-- Words of titles, summaries and texts. Holds no text itself: reads it through the view.
CREATE VIEW searched (key, title, summary, body) AS
    SELECT entries.key, title, summary, body FROM entries JOIN texts ON texts.entry = entries.key;
CREATE VIRTUAL TABLE search USING fts5 (
    title, summary, body,
    content = 'searched', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '1 2 3'
);
