-- What the backend keeps. A task carries the state of the world it was made for, in `seen`.

CREATE TABLE kind (
  kind text PRIMARY KEY,
  mode text NOT NULL DEFAULT 'shadow' CHECK (mode IN ('shadow', 'live'))
);

CREATE TABLE task (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cluster_id  text NOT NULL,
  deployment  text NOT NULL,
  seen        bigint NOT NULL,
  kind        text NOT NULL,
  replicas    int,
  once        text UNIQUE,
  mode        text NOT NULL DEFAULT 'live',
  state       text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'claimed', 'done', 'refused')),
  outcome     text,
  advised_at  timestamptz NOT NULL DEFAULT now(),
  lease_until timestamptz
);

CREATE INDEX waiting ON task (cluster_id, id) WHERE state IN ('ready', 'claimed');

-- What a person did about the same thing, when a person did it.
CREATE TABLE person_act (
  cluster_id text NOT NULL,
  deployment text NOT NULL,
  seen       bigint NOT NULL,
  kind       text NOT NULL,
  PRIMARY KEY (cluster_id, deployment, seen)
);
