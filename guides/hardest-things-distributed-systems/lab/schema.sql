-- The shop's two tables. No check forbids reserved > on_hand: the lab wants to see who oversells.

CREATE TABLE variant (
  id       text PRIMARY KEY,
  on_hand  int NOT NULL,
  reserved int NOT NULL DEFAULT 0
);

CREATE TABLE purchase (
  id          text PRIMARY KEY,
  key         text UNIQUE,
  intent      text NOT NULL,
  variant_id  text NOT NULL REFERENCES variant,
  state       text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'paid', 'released', 'person')),
  checkout_id text,
  created_at  timestamp(3) NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
  ask_at      timestamp(3) NOT NULL,
  tries       int NOT NULL DEFAULT 0,
  paid_at     timestamp(3)
);

CREATE INDEX waiting ON purchase (ask_at) WHERE state = 'held';
