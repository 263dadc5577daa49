-- Rules set aside, and how people fare with each rule.

CREATE TABLE waivers (
    entry        INTEGER NOT NULL REFERENCES entries (key) ON DELETE CASCADE,
    rule         TEXT NOT NULL,
    -- Of the rule when it was set aside.
    version      TEXT NOT NULL,
    scope        TEXT NOT NULL CHECK (scope IN ('guide', 'span')),
    code         TEXT NOT NULL CHECK (code IN ('false-positive', 'client-confidential', 'evidence-elsewhere',
                                               'not-applicable', 'temporary', 'house-exception')),
    reason       TEXT NOT NULL,
    by           TEXT NOT NULL,
    -- The second person where two must agree; may be empty.
    with_name    TEXT NOT NULL,
    at           TEXT NOT NULL,
    -- The last day; empty = as long as its text.
    expires      TEXT NOT NULL,
    -- Of the text it covers, hex.
    text_hash    TEXT NOT NULL,
    -- The words of one place; empty for the guide.
    quote        TEXT NOT NULL,
    PRIMARY KEY (entry, rule, scope, text_hash, quote)
) STRICT, WITHOUT ROWID;
CREATE INDEX waivers_rule ON waivers (rule, entry);

-- Counts only; never leave this file.
CREATE TABLE rule_uses (
    rule         TEXT NOT NULL,
    deed         TEXT NOT NULL CHECK (deed IN ('accept', 'fix', 'dismiss', 'waive')),
    times        INTEGER NOT NULL,
    last_at      TEXT NOT NULL,
    PRIMARY KEY (rule, deed)
) STRICT, WITHOUT ROWID;
