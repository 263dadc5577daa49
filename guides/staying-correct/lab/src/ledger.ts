/**
 * The ledger's way: keep the callback under a key that can exist once, then post in one statement.
 * It takes no lock; two servers that post the same payment meet at the primary key of `transfer`.
 */
import type { Pool } from "pg";
import type { Callback, Payment } from "./daraja.js";
import type { Postings } from "./usual.js";

// begin: settle
const SETTLE = `
  WITH posted AS (
    INSERT INTO transfer (id)
    SELECT p.checkout_id
    FROM payment p JOIN callback c USING (checkout_id)
    WHERE checkout_id = $1 AND c.result_code = 0 AND c.amount = p.amount
    ON CONFLICT (id) DO NOTHING
    RETURNING id
  )
  INSERT INTO entry (transfer_id, account, amount)
  SELECT p.checkout_id, leg.account, leg.amount
  FROM posted JOIN payment p ON p.checkout_id = posted.id
  CROSS JOIN LATERAL (VALUES ('mpesa', -p.amount), (p.account, p.amount))
    AS leg (account, amount)`;
// end: settle

const UNSETTLED = `
  SELECT checkout_id FROM payment p JOIN callback c USING (checkout_id)
  WHERE c.result_code = 0 AND c.amount = p.amount
    AND NOT EXISTS (SELECT FROM transfer t WHERE t.id = checkout_id)
  LIMIT 100`;

export class Ledger implements Postings {
  constructor(private readonly pool: Pool) {}

  async register(payment: Payment): Promise<void> {
    const values = [payment.checkoutId, payment.account, payment.amount];
    await this.pool.query("INSERT INTO payment VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", values);
    await this.settle(payment.checkoutId);
  }

  // begin: receive
  async receive(callback: Callback): Promise<void> {
    await this.pool.query(
      `INSERT INTO callback (checkout_id, result_code, amount, body)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [callback.checkoutId, callback.resultCode, callback.amount, callback.body],
    );
    // Kept, so the provider may be answered. If posting fails now, the sweep posts it.
    this.settle(callback.checkoutId).catch(() => {});
  }
  // end: receive

  async settle(checkoutId: string): Promise<void> {
    await this.pool.query(SETTLE, [checkoutId]);
  }

  /** Posts what a crash or a callback that came too early left behind. */
  async sweep(): Promise<void> {
    const { rows } = await this.pool.query(UNSETTLED);
    for (const row of rows) await this.settle(row.checkout_id);
  }
}
