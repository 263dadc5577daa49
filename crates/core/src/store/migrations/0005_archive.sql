-- Guides that are kept and no longer worked on.

ALTER TABLE entries ADD COLUMN archived_at TEXT;
