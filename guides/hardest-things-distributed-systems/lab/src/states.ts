/**
 * Where an order may go from where it is. A move that is not in the table does not compile, and a
 * move from a state that the order has left changes nothing.
 */
import type { Db } from "./shelf.js";

export type State = "held" | "paid" | "released" | "person";

// begin: moves
const MOVES = {
  held: ["paid", "released", "person"],
  person: ["paid", "released"],
  paid: [],
  released: [],
} as const satisfies Record<State, readonly State[]>;

type From<T extends State> = { [S in State]: T extends (typeof MOVES)[S][number] ? S : never }[State];

export async function move<T extends State>(db: Db, id: string, from: From<T>, to: T): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const data = to === "paid" ? { state: to, paidAt: new Date() } : { state: to };
    const moved = await tx.order.updateMany({ where: { id, state: from }, data });
    if (moved.count === 0 || to === "person") return moved.count === 1;
    const { variantId } = await tx.order.findUniqueOrThrow({ where: { id } });
    const sold = to === "paid" ? { onHand: { decrement: 1 } } : {};
    await tx.variant.update({ where: { id: variantId }, data: { reserved: { decrement: 1 }, ...sold } });
    return true;
  }, { maxWait: 20_000, timeout: 20_000 });
}
// end: moves
