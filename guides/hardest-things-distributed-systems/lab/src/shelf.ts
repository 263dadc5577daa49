/**
 * Four ways to take one unit off the shelf for a while. Each answers whether the buyer may have it.
 * They differ in one thing: where the decision is made.
 */
import { Prisma, PrismaClient } from "./generated/client.js";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
export type Reserve = (db: Db, variantId: string, order: (tx: Tx) => Promise<unknown>) => Promise<boolean>;

async function look(db: Tx, id: string): Promise<boolean> {
  const variant = await db.variant.findUniqueOrThrow({ where: { id } });
  if (variant.onHand - variant.reserved < 1) return false;
  await db.variant.update({ where: { id }, data: { reserved: variant.reserved + 1 } });
  return true;
}

export const readThenWrite: Reserve = async (db, variantId, order) => {
  if (!(await look(db, variantId))) return false;
  await order(db);
  return true;
};

export const inTransaction: Reserve = (db, variantId, order) =>
  db.$transaction(async (tx) => {
    if (!(await look(tx, variantId))) return false;
    await order(tx);
    return true;
  }, PATIENT);

/** The same code; PostgreSQL aborts what could not have happened one after the other. */
export const serializable: Reserve = async (db, variantId, order) => {
  const isolationLevel = Prisma.TransactionIsolationLevel.Serializable;
  for (let tries = 1; ; tries++) {
    try {
      return await db.$transaction(async (tx) => {
        if (!(await look(tx, variantId))) return false;
        await order(tx);
        return true;
      }, { ...PATIENT, isolationLevel });
    } catch (error) {
      if (tries === 5 || !conflict(error)) throw error;
    }
  }
};

// begin: reserve
export const oneStatement: Reserve = (db, variantId, order) =>
  db.$transaction(async (tx) => {
    const taken = await tx.variant.updateMany({
      where: { id: variantId, reserved: { lt: db.variant.fields.onHand } },
      data: { reserved: { increment: 1 } },
    });
    if (taken.count === 0) return false;
    await order(tx);
    return true;
  }, PATIENT);
// end: reserve

/** Waits for a connection rather than failing, so that all ways are judged by what they decide. */
const PATIENT = { maxWait: 20_000, timeout: 20_000 };

export function conflict(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}
