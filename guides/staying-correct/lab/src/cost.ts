/**
 * What the deferred trigger costs and what it stops, without HTTP in the way: transfers of two
 * entries, one commit each, over one connection; rounds with and without the trigger take turns.
 * Then transfers with one entry only: how many are tried, and how many are there after the commit.
 */
import type pg from "pg";

export async function triggerCost(db: pg.Client, fresh: () => Promise<void>, rounds: number, transfers: number): Promise<Record<string, string | number>[]> {
  const done: Record<string, string | number>[] = [];
  for (let round = 0; round < rounds * 2; round++) {
    const trigger = round % 2 === 1;
    await fresh();
    if (!trigger) await db.query("DROP TRIGGER balanced ON entry");
    const started = performance.now();
    for (let n = 0; n < transfers; n++) await post(db, `t${n}`, [["mpesa", -100], [`account-${n % 200}`, 100]]);
    const seconds = Math.round(performance.now() - started) / 1000;
    const oneSidedTried = transfers / 4;
    for (let n = 0; n < oneSidedTried; n++) await post(db, `half${n}`, [["mpesa", -100]]).catch(() => {});
    const kept = await db.query("SELECT count(*)::int AS n FROM transfer WHERE id LIKE 'half%'");
    const way = trigger ? "trigger" : "no-trigger";
    done.push({ way, round, transfers, seconds, oneSidedTried, oneSidedKept: kept.rows[0].n });
    console.log(JSON.stringify(done.at(-1)));
  }
  return done;
}

async function post(db: pg.Client, id: string, legs: [string, number][]): Promise<void> {
  const accounts = legs.map(([account]) => account);
  const amounts = legs.map(([, amount]) => amount);
  await db.query(
    `WITH t AS (INSERT INTO transfer (id) VALUES ($1) RETURNING id)
     INSERT INTO entry SELECT t.id, leg.account, leg.amount
     FROM t, unnest($2::text[], $3::bigint[]) AS leg (account, amount)`,
    [id, accounts, amounts],
  );
}
