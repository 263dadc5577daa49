/**
 * The whole experiment: each way with each seed, then the books counted and the evidence written.
 * `npm start` runs it; `npm start -- quick` runs one short seed of each and writes nothing;
 * `npm start -- callbacks`, `payouts` or `trigger` runs one of the three.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { availableParallelism, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { audit } from "./audit.js";
import { triggerCost } from "./cost.js";
import { Cache, freePort, startPostgres } from "./places.js";
import { play, type Played, type Surroundings } from "./play.js";
import { ACCOUNTS, deposits, payouts } from "./traffic.js";

const quick = process.argv.includes("quick");
const named = process.argv.slice(2).filter((word) => word !== "quick");
const size = quick
  ? { seeds: [1], payments: 300, payouts: 150, duration: 4000, rounds: 1, transfers: 500 }
  : { seeds: [1, 2, 3, 4, 5], payments: 2000, payouts: 600, duration: 8000, rounds: 20, transfers: 1000 };
const here = new URL("..", import.meta.url).pathname;
const schema = readFileSync(join(here, "schema.sql"), "utf8");

/** One row of evidence: what was run, and what was counted. */
type Run = Record<string, string | number>;

async function main(): Promise<void> {
  const postgres = await startPostgres();
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  const provider = await startProvider();
  const around = { postgres: postgres.url, cache: new Cache(await freePort()), provider: provider.url };
  try {
    const wanted = (name: string) => named.length === 0 || named.includes(name);
    if (wanted("callbacks")) keep("callbacks", postgres.version, await callbackRuns(db, around));
    if (wanted("payouts")) keep("payouts", postgres.version, await payoutRuns(db, around, provider.asked));
    if (wanted("trigger")) keep("trigger", postgres.version, await triggerCost(db, () => fresh(db), size.rounds, size.transfers));
  } finally {
    await db.end();
    provider.stop();
    await postgres.stop();
  }
}

async function fresh(db: pg.Client): Promise<void> {
  await db.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await db.query(schema);
}

async function callbackRuns(db: pg.Client, around: Surroundings): Promise<Run[]> {
  const runs: Run[] = [];
  for (const seed of size.seeds) {
    for (const way of ["checked", "transaction", "open-lock", "row-lock", "ledger"]) {
      await fresh(db);
      await db.query("INSERT INTO balance SELECT 'account-' || n FROM generate_series(0, $1::int) n", [ACCOUNTS - 1]);
      const due = deposits(seed, size.payments, size.duration);
      const callbacks = due.arrivals.filter((arrival) => arrival.path === "/callbacks").length;
      const played = await play(way, due.arrivals, size.duration, around);
      runs.push({ way, seed, payments: size.payments, callbacks, ...(await audit(db, way, due)), ...summed(played) });
      console.log(JSON.stringify(runs.at(-1)));
    }
  }
  return runs;
}

async function payoutRuns(db: pg.Client, around: Surroundings, asked: Map<string, number>): Promise<Run[]> {
  const runs: Run[] = [];
  for (const seed of size.seeds) {
    for (const way of ["open-lock", "closed-lock", "locked-claim", "claim"]) {
      await fresh(db);
      await db.query("INSERT INTO payout SELECT 'payout-' || n, 10000 FROM generate_series(0, $1::int) n", [size.payouts - 1]);
      asked.clear();
      const arrivals = payouts(seed, size.payouts, size.duration);
      const played = await play(way, arrivals, size.duration, around);
      const times = [...asked.values()];
      const doublePayouts = times.filter((n) => n > 1).length;
      const unpaid = size.payouts - times.length;
      const noted = await db.query("SELECT count(*)::int AS n FROM payout WHERE status = 'sending'");
      const leftOpen = noted.rows[0].n;
      runs.push({ way, seed, payouts: size.payouts, requests: arrivals.length, doublePayouts, unpaid, leftOpen, ...summed(played) });
      console.log(JSON.stringify(runs.at(-1)));
    }
  }
  return runs;
}

/** Pays whatever it is asked to, as often as it is asked. One payout in forty takes 1.5 s. */
async function startProvider(): Promise<{ url: string; asked: Map<string, number>; stop(): void }> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const id = request.url!.split("/").at(-1)!;
    asked.set(id, (asked.get(id) ?? 0) + 1);
    const slow = Number(id.split("-").at(-1)) % 40 === 0;
    setTimeout(() => response.end("{}"), slow ? 1500 : 30);
  });
  const port = await freePort();
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, asked, stop };
}

/** Every counted column added up over the seeds, for each way. Of times, the median of the rounds. */
function totals(runs: Run[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {};
  for (const { way, seed, round, answerMsMedian, answerMsP95, seconds, ...counts } of runs) {
    const sum = (sums[String(way)] ??= {});
    for (const [name, value] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + Number(value);
    if (seconds !== undefined) sum.secondsMedian = median(runs.filter((run) => run.way === way));
  }
  return sums;
}

function median(runs: Run[]): number {
  const times = runs.map((run) => Number(run.seconds)).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)];
}

function summed({ answerTimes, ...counts }: Played): Run {
  const at = (share: number) => Math.round((answerTimes[Math.floor(answerTimes.length * share)] ?? 0) * 10) / 10;
  return { ...counts, answerMsMedian: at(0.5), answerMsP95: at(0.95) };
}

function keep(name: string, postgres: string, runs: Run[]): void {
  const versions = { node: process.versions.node, postgres, redis: Cache.version(), nestjs: nestVersion() };
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    loadAverage: loadavg()[0],
  };
  const date = new Date().toISOString().slice(0, 10);
  const text = JSON.stringify({ experiment: name, date, versions, machine, size, totals: totals(runs), runs }, null, 2);
  if (quick) return console.log(name, "done; a quick run keeps no evidence");
  mkdirSync(join(here, "evidence"), { recursive: true });
  writeFileSync(join(here, "evidence", `${name}.json`), `${text}\n`);
}

function nestVersion(): string {
  return JSON.parse(readFileSync(join(here, "node_modules/@nestjs/core/package.json"), "utf8")).version;
}

await main();
