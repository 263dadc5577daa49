/**
 * The whole experiment: each way with each seed, then the books counted and the evidence written.
 * `npm start` runs it; `npm start -- quick` runs one short seed of each and writes nothing;
 * `npm start -- said`, `sale`, `payments` or `healing` runs one of the four.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { auditPayments, auditSale } from "./audit.js";
import { Cache, startPostgres } from "./places.js";
import { play, type Setting, type Ways } from "./play.js";
import { said } from "./said.js";
import { payments, sale, silence, type Traffic } from "./traffic.js";

const quick = process.argv.includes("quick");
const named = process.argv.slice(2).filter((word) => word !== "quick");
const size = quick
  ? { seeds: [1], variants: 10, units: 4, orders: 60, duration: 3000 }
  : { seeds: [1, 2, 3, 4, 5], variants: 100, units: 4, orders: 200, duration: 8000 };
const here = new URL("..", import.meta.url).pathname;
const schema = readFileSync(join(here, "schema.sql"), "utf8");

/** One row of evidence: what was run, and what was counted. */
type Run = Record<string, string | number>;

const shop: Ways = { shelf: "oneStatement", keyed: true, payments: "verify", sweep: "bounded" };
const EXPERIMENTS: Record<string, Record<string, Ways>> = {
  sale: {
    "read-write": { ...shop, shelf: "readThenWrite", keyed: false },
    transaction: { ...shop, shelf: "inTransaction", keyed: false },
    serializable: { ...shop, shelf: "serializable", keyed: false },
    statement: { ...shop, keyed: false },
    "statement-key": shop,
  },
  payments: {
    believe: { ...shop, payments: "believe", sweep: "none" },
    "believe-expire": { ...shop, payments: "believe", sweep: "expire" },
    verify: { ...shop, sweep: "none" },
    "verify-sweep": shop,
  },
  healing: {
    "silence-is-no": { ...shop, sweep: "silenceIsNo" },
    unbounded: { ...shop, sweep: "unbounded" },
    bounded: shop,
  },
};

async function main(): Promise<void> {
  const postgres = await startPostgres();
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  try {
    if (named.length === 0 || named.includes("said")) {
      await fresh(db);
      keep("said", postgres.version, (await said(postgres.url, db)).map((one) => ({ ...one })));
    }
    for (const [name, ways] of Object.entries(EXPERIMENTS)) {
      if (named.length > 0 && !named.includes(name)) continue;
      const runs: Run[] = [];
      for (const seed of seeds(name)) for (const [way, parts] of Object.entries(ways)) runs.push(await run(db, postgres.url, name, way, parts, seed));
      keep(name, postgres.version, runs);
    }
  } finally {
    await db.end();
    await postgres.stop();
  }
}

/** Five seeds where ways race; three where the counts hardly move. */
function seeds(name: string): number[] {
  return name === "sale" ? size.seeds : size.seeds.slice(0, 3);
}

async function run(db: pg.Client, url: string, name: string, way: string, parts: Ways, seed: number): Promise<Run> {
  const { traffic, ...rest } = scene(name, seed, !["none", "unbounded"].includes(parts.sweep));
  const held = "SELECT FROM purchase WHERE state = 'held' LIMIT 1";
  const settled = async () => (await db.query(held)).rowCount === 0;
  await fresh(db);
  for (const [id, units] of traffic.stock) await db.query("INSERT INTO variant VALUES ($1, $2)", [id, units]);
  const played = await play(parts, traffic, { postgres: url, seed, duration: size.duration, settled, ...rest });
  const counts = await (name === "sale" ? auditSale : auditPayments)(db, traffic, played);
  const row = { way, seed, ...counts };
  console.log(JSON.stringify(row));
  return row;
}

async function fresh(db: pg.Client): Promise<void> {
  await db.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${schema}`);
}

function scene(name: string, seed: number, ends: boolean): Pick<Setting, "kills" | "outage" | "rest"> & { traffic: Traffic } {
  const { variants, units, orders, duration } = size;
  if (name === "sale") return { traffic: sale(seed, variants, units, duration), kills: false, outage: null, rest: 5000 };
  if (name === "payments") return { traffic: payments(seed, orders, duration), kills: true, outage: null, rest: ends ? 30_000 : 10_000 };
  return { traffic: silence(seed, orders, duration), kills: false, outage: [0.25, 0.75], rest: ends ? 30_000 : 12_000 };
}

/** Every count added up over the seeds, for each way. Of times and peaks, the highest run. */
function totals(runs: Run[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {};
  for (const { way, seed, sql, ...counts } of runs) {
    const sum = (sums[String(way)] ??= {});
    for (const [name, value] of Object.entries(counts)) {
      const highest = /Ms|Peak/.test(name);
      if (name === "unitsOversold") keepRange(sum, name, Number(value));
      sum[name] = highest ? Math.max(sum[name] ?? 0, Number(value)) : (sum[name] ?? 0) + Number(value);
    }
  }
  return sums;
}

function keepRange(sum: Record<string, number>, name: string, value: number): void {
  sum[`${name}Lowest`] = Math.min(sum[`${name}Lowest`] ?? value, value);
  sum[`${name}Highest`] = Math.max(sum[`${name}Highest`] ?? value, value);
}

function keep(name: string, postgres: string, runs: Run[]): void {
  const of = (module: string) => JSON.parse(readFileSync(join(here, "node_modules", module, "package.json"), "utf8")).version;
  const versions = {
    node: process.versions.node,
    typescript: of("typescript"),
    nestjs: of("@nestjs/core"),
    prisma: of("@prisma/client"),
    bullmq: of("bullmq"),
    postgres,
    redis: Cache.version(),
  };
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    loadAverage: loadavg()[0],
  };
  const date = new Date().toISOString().slice(0, 10);
  const text = JSON.stringify({ experiment: name, date, versions, machine, size: { ...size, seeds: seeds(name) }, totals: totals(runs), runs }, null, 2);
  if (quick) return console.log(name, "done; a quick run keeps no evidence");
  mkdirSync(join(here, "evidence"), { recursive: true });
  writeFileSync(join(here, "evidence", `${name}.json`), `${text}\n`);
}

await main();
