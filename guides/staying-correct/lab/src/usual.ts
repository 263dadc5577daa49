/**
 * Four usual ways to post a callback: look, then write. None of them is careless; each is what a
 * code review would let pass. They differ in what they put around the same few statements.
 */
import type { Pool, PoolClient } from "pg";
import type { Callback, Payment } from "./daraja.js";
import type { OpenLock } from "./locks.js";

export interface Postings {
  register(payment: Payment): Promise<void>;
  receive(callback: Callback): Promise<void>;
}

type Connection = Pool | PoolClient;

const LOOK = "SELECT account, amount, status FROM payment WHERE checkout_id = $1";
const ADD = "UPDATE balance SET amount = amount + $2 WHERE account = $1";
const NOTE = "INSERT INTO history (checkout_id, amount) VALUES ($1, $2)";
const CLOSE = "UPDATE payment SET status = $2 WHERE checkout_id = $1";

// begin: credit
async function credit(db: Connection, callback: Callback, look = LOOK): Promise<void> {
  const known = await db.query(look, [callback.checkoutId]);
  const payment = known.rows[0];
  if (!payment || payment.status !== "pending") return;
  if (callback.paid) {
    await db.query(ADD, [payment.account, payment.amount]);
    await db.query(NOTE, [callback.checkoutId, payment.amount]);
  }
  await db.query(CLOSE, [callback.checkoutId, callback.paid ? "paid" : "failed"]);
}
// end: credit

/** Looks whether the payment is still pending, then credits it. */
export class Checked implements Postings {
  constructor(protected readonly pool: Pool) {}

  async register(payment: Payment): Promise<void> {
    const values = [payment.checkoutId, payment.account, payment.amount];
    await this.pool.query("INSERT INTO payment VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", values);
  }

  async receive(callback: Callback): Promise<void> {
    await credit(this.pool, callback);
  }
}

/** The same between BEGIN and COMMIT, at PostgreSQL's default isolation. */
export class InTransaction extends Checked {
  protected readonly look: string = LOOK;

  override async receive(callback: Callback): Promise<void> {
    const db = await this.pool.connect();
    try {
      await db.query("BEGIN");
      await credit(db, callback, this.look);
      await db.query("COMMIT");
    } catch (error) {
      await db.query("ROLLBACK").catch(() => {});
      throw error;
    } finally {
      db.release();
    }
  }
}

/** The same, and the second server waits at the payment's row until the first has finished. */
export class RowLocked extends InTransaction {
  protected override readonly look = `${LOOK} FOR UPDATE`;
}

/** In a transaction, under a lock in Redis that lets everybody in when Redis is away. */
export class Locked extends InTransaction {
  constructor(pool: Pool, private readonly lock: OpenLock) {
    super(pool);
  }

  override async receive(callback: Callback): Promise<void> {
    await this.lock.hold(`callback:${callback.checkoutId}`, () => super.receive(callback));
  }
}
