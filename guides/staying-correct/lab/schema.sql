-- Two books side by side. The first four tables are the usual way: a balance that is overwritten.
-- The rest is the ledger. Amounts are whole cents. Every run starts from this file.

CREATE TABLE payment (
  checkout_id text PRIMARY KEY,
  account     text NOT NULL,
  amount      bigint NOT NULL CHECK (amount > 0),
  status      text NOT NULL DEFAULT 'pending'
);

CREATE TABLE balance (
  account text PRIMARY KEY,
  amount  bigint NOT NULL DEFAULT 0
);

-- What the usual way shows its users; the audit counts doubled lines here.
CREATE TABLE history (
  checkout_id text NOT NULL,
  amount      bigint NOT NULL
);

CREATE TABLE payout (
  id     text PRIMARY KEY,
  amount bigint NOT NULL,
  status text NOT NULL DEFAULT 'new'
);

-- begin: ledger
CREATE TABLE callback (
  checkout_id text   NOT NULL,
  result_code int    NOT NULL,
  amount      bigint,
  body        jsonb  NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (checkout_id, result_code)
);

CREATE TABLE transfer (
  id        text PRIMARY KEY,
  posted_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE entry (
  transfer_id text   NOT NULL REFERENCES transfer,
  account     text   NOT NULL,
  amount      bigint NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (transfer_id, account)
);
-- end: ledger

-- begin: trigger
CREATE FUNCTION transfer_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount) FROM entry WHERE transfer_id = NEW.transfer_id) <> 0 THEN
    RAISE EXCEPTION 'transfer % does not balance', NEW.transfer_id;
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER balanced
  AFTER INSERT ON entry
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION transfer_sums_to_zero();
-- end: trigger

CREATE FUNCTION entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries are corrected by a new transfer, never changed';
END $$;

CREATE TRIGGER append_only
  BEFORE UPDATE OR DELETE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION entries_stay();

CREATE INDEX entry_account ON entry (account);
