-- Who may read what, and in which order it was said. No bodies: those lie in MongoDB.

CREATE TABLE person (
  id         text PRIMARY KEY,
  public_key text NOT NULL
);

CREATE TABLE conversation (
  id       text PRIMARY KEY,
  last_seq bigint NOT NULL DEFAULT 0
);

CREATE TABLE member (
  conversation text NOT NULL REFERENCES conversation,
  person       text NOT NULL REFERENCES person,
  wrapped_key  text NOT NULL,
  PRIMARY KEY (conversation, person)
);

CREATE TABLE message (
  conversation text   NOT NULL REFERENCES conversation,
  seq          bigint NOT NULL,
  id           text   NOT NULL UNIQUE,
  sender       text   NOT NULL REFERENCES person,
  PRIMARY KEY (conversation, seq)
);
