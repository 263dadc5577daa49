/**
 * What arrives, and when: a list made from a seed before a run, the same for every way under test.
 * Deliveries are late, doubled and simultaneous. Nothing here knows how they are received.
 */
import { writeCallback, type Cents } from "./daraja.js";

export interface Arrival {
  /** Milliseconds after the run's start. */
  at: number;
  /** Which of the two servers gets it first. */
  server: 0 | 1;
  path: "/payments" | "/callbacks" | "/payouts";
  body: object;
}

export interface Deposits {
  arrivals: Arrival[];
  /** What each account must hold in the end, in cents. */
  expected: Map<string, number>;
  /** Payments that the payer completed. */
  paid: Set<string>;
}

/** Mulberry32: small, and the same numbers for the same seed on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const ACCOUNTS = 200;

/** Of the payments, 10 % are cancelled and 2 % called back before they are registered; 35 % have their
 *  callback doubled in the same millisecond at the other server, 25 % repeated up to 3 s later. */
export function deposits(seed: number, payments: number, duration: number): Deposits {
  const next = random(seed);
  const made: Deposits = { arrivals: [], expected: new Map(), paid: new Set() };
  for (let n = 0; n < payments; n++) deposit(made, next, `ws_CO_${seed}_${n}`, duration);
  made.arrivals.sort((a, b) => a.at - b.at);
  return made;
}

function deposit(made: Deposits, next: () => number, checkoutId: string, duration: number): void {
  const account = `account-${Math.floor(next() * ACCOUNTS)}`;
  const amount = (1 + Math.floor(next() * 5000)) * 100;
  const asked = next() * duration;
  const paid = next() < 0.9;
  const early = next() < 0.02;
  const first = asked + (early ? -20 - next() * 80 : 50 + next() * 1500);
  const server = next() < 0.5 ? 0 : 1;
  const callback = { path: "/callbacks" as const, body: writeCallback(checkoutId, paid ? 0 : 1032, amount as Cents) };
  made.arrivals.push({ at: asked, server, path: "/payments", body: { checkoutId, account, amount } });
  made.arrivals.push({ ...callback, at: first, server });
  if (next() < 0.35) made.arrivals.push({ ...callback, at: first, server: server === 0 ? 1 : 0 });
  if (next() < 0.25) made.arrivals.push({ ...callback, at: first + next() * 3000, server: next() < 0.5 ? 0 : 1 });
  if (!paid) return;
  made.paid.add(checkoutId);
  made.expected.set(account, (made.expected.get(account) ?? 0) + amount);
}

/** Each payout is asked for once; 40 % again at once, 30 % again up to 2 s later. */
export function payouts(seed: number, count: number, duration: number): Arrival[] {
  const next = random(seed);
  const arrivals: Arrival[] = [];
  for (let n = 0; n < count; n++) {
    const body = { id: `payout-${n}`, amount: 10_000 };
    const at = next() * duration;
    const ask = (later: number) =>
      arrivals.push({ at: at + later, server: next() < 0.5 ? 0 : 1, path: "/payouts", body });
    ask(0);
    if (next() < 0.4) ask(next() * 5);
    if (next() < 0.3) ask(next() * 2000);
  }
  return arrivals.sort((a, b) => a.at - b.at);
}
