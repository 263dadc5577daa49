/**
 * Takes an order: a hold on the shelf, a row, and one question to the buyer's phone.
 * With a key the second request for the same intent gets the first one's order, and no second row.
 */
import { randomUUID } from "node:crypto";
import type { Daraja } from "./daraja.js";
import { Prisma } from "./generated/client.js";
import type { Db, Reserve, Tx } from "./shelf.js";

/** How long a hold stands before the provider is asked about it, in milliseconds. */
export const HOLD = 1500;

export interface Wanted {
  /** Made once by the buyer's device for one wish to buy, and sent again with every retry. */
  intent: string;
  variantId: string;
}

export class Orders {
  constructor(
    private readonly db: Db,
    private readonly daraja: Daraja,
    private readonly reserve: Reserve,
    private readonly keyed: boolean,
  ) {}

  // begin: place
  /** The order's id, or null when the shelf is empty. */
  async place(wanted: Wanted): Promise<string | null> {
    const id = randomUUID();
    try {
      const held = await this.reserve(this.db, wanted.variantId, (tx) => this.note(tx, id, wanted));
      if (!held) return this.known(wanted);
    } catch (error) {
      if (isDuplicate(error)) return this.known(wanted);
      throw error;
    }
    const checkoutId = await this.daraja.push(id, wanted.intent);
    await this.db.order.update({ where: { id }, data: { checkoutId } });
    return id;
  }

  private async known(wanted: Wanted): Promise<string | null> {
    if (!this.keyed) return null;
    const order = await this.db.order.findUnique({ where: { key: wanted.intent } });
    return order?.id ?? null;
  }
  // end: place

  private note(tx: Tx, id: string, { intent, variantId }: Wanted) {
    const askAt = new Date(Date.now() + HOLD);
    return tx.order.create({ data: { id, intent, key: this.keyed ? intent : null, variantId, askAt } });
  }
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
