/**
 * Counts what went wrong, by comparing the books with what the traffic should have led to.
 * Reads the database directly, after the servers are gone.
 */
import type pg from "pg";
import type { Deposits } from "./traffic.js";

export interface Verdict {
  paidPayments: number;
  /** Payments credited more than once. */
  doublePostings: number;
  /** Completed payments never credited. */
  lostPayments: number;
  /** Payments credited that the payer had cancelled. */
  wrongPostings: number;
  /** Accounts whose balance is not what it must be, of those used. */
  wrongAccounts: number;
  accounts: number;
  /** Credited beyond what was due, and missing from what was due, in cents, over all accounts. */
  centsTooMany: number;
  centsMissing: number;
}

const USUAL = {
  postings: "SELECT checkout_id AS id, count(*)::int AS times FROM history GROUP BY checkout_id",
  balances: "SELECT account, amount::float8 AS amount FROM balance",
};
const LEDGER = {
  postings: "SELECT transfer_id AS id, count(*)::int AS times FROM entry WHERE account <> 'mpesa' GROUP BY transfer_id",
  balances: "SELECT account, sum(amount)::float8 AS amount FROM entry WHERE account <> 'mpesa' GROUP BY account",
};

export async function audit(db: pg.Client, way: string, due: Deposits): Promise<Verdict> {
  const books = way === "ledger" ? LEDGER : USUAL;
  const postings = new Map<string, number>();
  for (const row of (await db.query(books.postings)).rows) postings.set(row.id, row.times);
  const balances = new Map<string, number>();
  for (const row of (await db.query(books.balances)).rows) balances.set(row.account, row.amount);
  const names = new Set([...due.expected.keys(), ...[...balances].filter(([, amount]) => amount !== 0).map(([name]) => name)]);
  const gaps = [...names].map((name) => (balances.get(name) ?? 0) - (due.expected.get(name) ?? 0));
  return {
    paidPayments: due.paid.size,
    doublePostings: [...postings.values()].filter((times) => times > 1).length,
    lostPayments: [...due.paid].filter((id) => !postings.has(id)).length,
    wrongPostings: [...postings.keys()].filter((id) => !due.paid.has(id)).length,
    wrongAccounts: gaps.filter((gap) => gap !== 0).length,
    accounts: names.size,
    centsTooMany: gaps.filter((gap) => gap > 0).reduce((sum, gap) => sum + gap, 0),
    centsMissing: -gaps.filter((gap) => gap < 0).reduce((sum, gap) => sum + gap, 0),
  };
}
