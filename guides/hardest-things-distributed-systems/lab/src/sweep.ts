/**
 * What finds an order that nobody spoke about again. Three ways to heal; only one has limits.
 * All start from the orders table, which survives whatever Redis forgets.
 */
import { Down, Unclear, type Daraja } from "./daraja.js";
import { settle } from "./payments.js";
import type { Db } from "./shelf.js";
import { move } from "./states.js";

/** Orders per round, unclear answers per order, and silences in a row after which a round stops. */
export const BATCH = 20;
export const TRIES = 6;
export const GIVE_UP = 3;

export type Sweep = (db: Db, daraja: Daraja) => Promise<void>;

/** The usual timer: when the time is up, the order is off. */
export const expire: Sweep = async (db) => {
  const due = await db.order.findMany({ where: { state: "held", askAt: { lt: new Date() } } });
  for (const order of due) await move(db, order.id, "held", "released");
};

/** Asks about everything that is due, every time, and takes silence for a no. */
export const silenceIsNo: Sweep = async (db, daraja) => {
  const due = await db.order.findMany({ where: { state: "held", askAt: { lt: new Date() } } });
  await Promise.all(due.map(async ({ id }) => {
    await settle(db, daraja, id).catch(() => move(db, id, "held", "released"));
  }));
};

/** Asks about everything that is due, every time, until there is an answer. */
export const unbounded: Sweep = async (db, daraja) => {
  const due = await db.order.findMany({ where: { state: "held", askAt: { lt: new Date() } } });
  await Promise.all(due.map(({ id }) => settle(db, daraja, id).catch(() => {})));
};

let busy = false;

// begin: bounded
export const bounded: Sweep = async (db, daraja) => {
  if (busy) return; // one round at a time
  busy = true;
  await claim(db).then((due) => round(db, daraja, due)).finally(() => (busy = false));
};

async function round(db: Db, daraja: Daraja, due: { id: string }[]): Promise<void> {
  let silent = 0;
  for (const { id } of due) {
    const failure = await settle(db, daraja, id).then(() => null, (error) => error);
    silent = failure instanceof Down ? silent + 1 : 0;
    if (silent === GIVE_UP) return; // the provider is down, and no order is to blame
    if (failure instanceof Unclear) await strike(db, id);
  }
}

async function strike(db: Db, id: string): Promise<void> {
  const { tries } = await db.order.update({ where: { id }, data: { tries: { increment: 1 } } });
  if (tries >= TRIES) await move(db, id, "held", "person");
}
// end: bounded

// begin: due
/** Takes what is due for this server alone, and sets when each is due again: later every time. */
async function claim(db: Db): Promise<{ id: string }[]> {
  return db.$queryRaw`
    UPDATE purchase
    SET ask_at = now() AT TIME ZONE 'UTC' + interval '250 ms' * power(2, tries)
    WHERE id IN (
      SELECT id FROM purchase
      WHERE state = 'held' AND ask_at < now() AT TIME ZONE 'UTC'
      ORDER BY ask_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )
    RETURNING id`;
}
// end: due
