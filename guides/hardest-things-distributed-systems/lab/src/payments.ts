/**
 * What a callback leads to. Two ways: believe it, or take it as a reason to ask.
 * Neither is told whether a callback is genuine; anybody can call the address.
 */
import { Queue, Worker } from "bullmq";
import { Unclear, type Daraja } from "./daraja.js";
import type { Db } from "./shelf.js";
import { move } from "./states.js";

export interface Payments {
  /** Returns when the provider may be told that its message has arrived. */
  heard(orderId: string, resultCode: number): Promise<void>;
}

export class Believing implements Payments {
  constructor(private readonly db: Db) {}

  async heard(orderId: string, resultCode: number): Promise<void> {
    await move(this.db, orderId, "held", resultCode === 0 ? "paid" : "released");
  }
}

// begin: settle
/** Asks the provider what became of an order's payment, and moves the order only on its word. */
export async function settle(db: Db, daraja: Daraja, orderId: string): Promise<boolean> {
  const order = await db.order.findUnique({ where: { id: orderId } });
  if (order?.state !== "held" && order?.state !== "person") return true;
  if (order.checkoutId === null) throw new Unclear();
  const verdict = await daraja.ask(order.checkoutId);
  if (verdict === "in progress") return false;
  await move(db, orderId, order.state, verdict === "paid" ? "paid" : "released");
  return true;
}
// end: settle

/** Puts the question into a queue that asks again, with growing pauses, until there is an answer. */
export class Verifying implements Payments {
  private readonly queue: Queue;

  // begin: queue
  constructor(db: Db, daraja: Daraja, redis: { host: string; port: number }) {
    const connection = { ...redis, enableOfflineQueue: false, maxRetriesPerRequest: 1 };
    this.queue = new Queue("settle", { connection });
    const worker = new Worker("settle", async (job) => {
      if (!(await settle(db, daraja, job.data.orderId))) throw new Error("in progress");
    }, { connection: redis, concurrency: 10 });
    this.queue.on("error", () => {});
    worker.on("error", () => {});
  }

  async heard(orderId: string): Promise<void> {
    const backoff = { type: "exponential", delay: 200 };
    await this.queue.add("settle", { orderId }, { jobId: `order-${orderId}`, attempts: 6, backoff });
  }
  // end: queue
}
