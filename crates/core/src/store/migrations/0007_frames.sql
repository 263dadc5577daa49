-- What stood around front matter and text in the file a page came from: its fences, the blank lines before the
-- text, its line ends and mark. JSON; empty = made here, or imported before this was kept.

ALTER TABLE texts ADD COLUMN frame TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN frame TEXT NOT NULL DEFAULT '';
