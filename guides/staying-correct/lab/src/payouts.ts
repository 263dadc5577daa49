/**
 * Paying out: the act that counts is a call to the provider, outside every database transaction.
 * The provider here pays as often as it is asked; the four ways differ in how they prevent asking.
 */
import type { Pool } from "pg";
import type { ClosedLock, OpenLock } from "./locks.js";

export interface Payout {
  id: string;
  amount: number;
}

/** Asks the provider to pay. May take longer than a lock lasts. */
export type Send = (payout: Payout) => Promise<void>;

/** Under a lock: not sent yet? then send, and note that it was sent. */
export class UnderLock {
  constructor(
    private readonly pool: Pool,
    private readonly lock: OpenLock | ClosedLock,
    private readonly send: Send,
  ) {}

  async pay(payout: Payout): Promise<void> {
    await this.lock.hold(`payout:${payout.id}`, async () => {
      const { rows } = await this.pool.query("SELECT status FROM payout WHERE id = $1", [payout.id]);
      if (rows[0].status === "sent") return;
      await this.send(payout);
      await this.pool.query("UPDATE payout SET status = 'sent' WHERE id = $1", [payout.id]);
    });
  }
}

/** No lock: only whoever moves the row out of 'new' sends. */
export class Claimed {
  constructor(
    private readonly pool: Pool,
    private readonly send: Send,
  ) {}

  // begin: claim
  async pay(payout: Payout): Promise<void> {
    const claim = await this.pool.query(
      "UPDATE payout SET status = 'sending' WHERE id = $1 AND status = 'new'",
      [payout.id],
    );
    if (claim.rowCount === 0) return; // somebody else sends it, or did
    await this.send(payout);
    await this.pool.query("UPDATE payout SET status = 'sent' WHERE id = $1", [payout.id]);
  }
  // end: claim
}

/** The claim, and a closed lock in front of it. */
export class ClaimedUnderLock extends Claimed {
  constructor(
    pool: Pool,
    private readonly lock: ClosedLock,
    send: Send,
  ) {
    super(pool, send);
  }

  override async pay(payout: Payout): Promise<void> {
    await this.lock.hold(`payout:${payout.id}`, () => super.pay(payout));
  }
}
