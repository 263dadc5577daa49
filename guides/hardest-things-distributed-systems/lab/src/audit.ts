/**
 * Counts what went wrong: the shop's tables, read after the servers are gone, against the provider's
 * book and the traffic. Only the lab can do this; a shop never sees the provider's book.
 */
import type pg from "pg";
import type { Played } from "./play.js";
import type { Traffic } from "./traffic.js";

interface Order {
  id: string;
  intent: string;
  variant_id: string;
  state: string;
  paid_at: Date | null;
}

type Counts = Record<string, number>;

async function orders(db: pg.Client): Promise<Order[]> {
  return (await db.query("SELECT id, intent, variant_id, state, paid_at AT TIME ZONE 'UTC' AS paid_at FROM purchase")).rows;
}

/** Units promised beyond the shelf, orders and charges beyond one for an intent, and the shelf's drift. */
export async function auditSale(db: pg.Client, { stock, intents }: Traffic, { provider, ...played }: Played): Promise<Counts> {
  const made = await orders(db);
  const sold = tally(made.filter((order) => order.state === "paid").map((order) => order.variant_id));
  const taken = [...provider.payments.values()].filter((payment) => payment.result === 0);
  const reserved = (await db.query("SELECT id, reserved FROM variant")).rows;
  const held = tally(made.filter((order) => order.state === "held").map((order) => order.variant_id));
  return {
    units: sum(stock.values()),
    buyers: intents.length,
    requests: played.requests,
    errors: played.errors,
    failed: played.failed,
    unitsSold: sum(sold.values()),
    unitsOversold: sum([...sold].map(([id, count]) => Math.max(0, count - stock.get(id)!))),
    duplicateOrders: beyondOne(tally(made.map((order) => order.intent))),
    duplicateCharges: beyondOne(tally(taken.map((payment) => payment.intent.intent))),
    unitsAdrift: sum(reserved.map(({ id, reserved }) => Math.abs(reserved - (held.get(id) ?? 0)))),
  };
}

/** Orders whose state is not what the provider's book says, and how long the others took. */
export async function auditPayments(db: pg.Client, { intents }: Traffic, played: Played): Promise<Counts> {
  const book = new Map([...played.provider.payments.values()].map((payment) => [payment.orderId, payment]));
  const made = await orders(db);
  const paid = (order: Order) => book.get(order.id)?.result === 0;
  const settled = made.filter((order) => order.state === "paid" && paid(order));
  const waits = settled.map((order) => order.paid_at!.getTime() - book.get(order.id)!.endedAt).sort((a, b) => a - b);
  const is = (state: string) => (order: Order) => order.state === state;
  return {
    buyers: intents.length,
    orders: made.length,
    failed: played.failed,
    paidOrders: made.filter(paid).length,
    shippedUnpaid: made.filter(is("paid")).filter((order) => !paid(order)).length,
    releasedThoughPaid: made.filter(is("released")).filter(paid).length,
    paidStuck: made.filter(is("held")).filter(paid).length,
    unpaidStuck: made.filter(is("held")).filter((order) => !paid(order)).length,
    handedOver: made.filter(is("person")).length,
    settleMsMedian: Math.max(0, at(waits, 0.5)),
    settleMsP95: Math.max(0, at(waits, 0.95)),
    settleMsMax: Math.max(0, at(waits, 1)),
    ...questions(played),
    ...(await recovery(made, played)),
  };
}

/** Questions to the provider: in all, while it was down, and in its busiest second. */
function questions({ provider, outage, began }: Played): Counts {
  const during = outage ? provider.questions.filter((at) => at >= outage[0] && at < outage[1]).length : 0;
  const seconds = tally(provider.questions.map((at) => String(Math.floor((at - began) / 1000))));
  return { questions: provider.questions.length, questionsDown: during, questionsPeak: Math.max(0, ...seconds.values()) };
}

/** Milliseconds from the outage's end until the last paid order that had ended before it was settled. */
async function recovery(made: Order[], { provider, outage }: Played): Promise<Counts> {
  if (!outage) return {};
  const waited = new Set([...provider.payments.values()].filter(({ endedAt }) => endedAt < outage[1]).map(({ orderId }) => orderId));
  const late = made.filter((order) => order.paid_at && waited.has(order.id)).map((order) => order.paid_at!.getTime() - outage[1]);
  return { recoveryMs: Math.max(0, ...late) };
}

function tally(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function beyondOne(counts: Map<string, number>): number {
  return sum([...counts.values()].map((count) => count - 1));
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}

function at(sorted: number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
