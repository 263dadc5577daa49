/**
 * The whole experiment: each way with each seed, then counted, and the evidence written.
 * `npm start` runs it; `npm start -- quick` runs one short seed of each and writes nothing;
 * `npm start -- faults`, `stolen`, `shadow` or `wake` runs one of the four.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { faultsRun, type Counts } from "./faults.js";
import { Cache, startPostgres } from "./places.js";
import { shadowRun } from "./shadow.js";
import { here, Stage, type Ways } from "./stage.js";
import { stolenRun, type Part } from "./stolen.js";
import { faults, learning } from "./traffic.js";
import { wakeRun } from "./wakes.js";

const quick = process.argv.includes("quick");
const named = process.argv.slice(2).filter((word) => word !== "quick");
const size = quick
  ? { seeds: [1], deployments: 100, incidents: 12, duration: 6000, learning: 15, learningFor: 6000, waking: 5, wakingFor: 4000 }
  : { seeds: [1, 2, 3], deployments: 100, incidents: 25, duration: 12_000, learning: 30, learningFor: 20_000, waking: 10, wakingFor: 8000 };
const schema = readFileSync(join(here, "schema.sql"), "utf8");

/** One row of evidence: what was run, and what was counted. */
type Run = Record<string, string | number>;
type Play = (stage: Stage, db: pg.Client, seed: number) => Promise<Counts>;
interface Way extends Ways {
  name: string;
  /** Kinds of repair that are in Shadow Mode at the start. */
  shadow?: boolean;
  play: Play;
}

const LONG = { waitMs: 1000, pauseMs: 50, wake: true };
const ALL = (["push", "push-checked", "pull", "pull-deny"] as const).map((way) => ({ name: way as string, way, ...LONG }));
const deny = { way: "pull-deny" as const, ...LONG };
const stolen = (part: Part): Play => (stage, db) => stolenRun(stage, db, part);
const learn: Play = (stage, _, seed) => shadowRun(stage, learning(seed, size.learning, size.learningFor), size.learningFor);
const wake = (killed: boolean): Play => (stage, _, seed) => wakeRun(stage, faults(seed, size.waking, size.wakingFor), killed);

const EXPERIMENTS: Record<string, Way[]> = {
  faults: ALL.map((way) => ({ ...way, play: (stage, _, seed) => faultsRun(stage, faults(seed, size.incidents, size.duration), size.duration) })),
  stolen: [
    ...ALL.map((way) => ({ ...way, name: `${way.name}, adviser`, play: stolen("adviser") })),
    ...ALL.map((way) => ({ ...way, name: `${way.name}, backend`, play: stolen("backend") })),
    { ...deny, waitMs: 0, pauseMs: 600_000, name: "pull-deny, executor", play: stolen("executor") },
  ],
  shadow: [
    { ...deny, name: "live", play: learn },
    { ...deny, name: "shadow", shadow: true, play: learn },
  ],
  wake: [
    { ...ALL[0], name: "push", play: wake(false) },
    { ...deny, name: "poll", wake: false, waitMs: 0, pauseMs: 1000, play: wake(false) },
    { ...deny, name: "wake", play: wake(false) },
    { ...deny, name: "wake, Redis killed", play: wake(true) },
  ],
};

async function main(): Promise<void> {
  const postgres = await startPostgres();
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  try {
    for (const [experiment, ways] of Object.entries(EXPERIMENTS)) {
      if (named.length > 0 && !named.includes(experiment)) continue;
      const runs: Run[] = [];
      for (const seed of size.seeds) {
        for (const way of ways) {
          runs.push({ way: way.name, seed, ...(await run(way, db, postgres.url, seed)) });
          console.log(JSON.stringify(runs.at(-1)));
        }
      }
      keep(experiment, postgres.version, runs);
    }
  } finally {
    await db.end();
    await postgres.stop();
  }
}

async function run(way: Way, db: pg.Client, url: string, seed: number): Promise<Counts> {
  await db.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${schema}`);
  await db.query("INSERT INTO kind SELECT kind, $1 FROM unnest(ARRAY['restart', 'scale', 'delete', 'image']) kind", [way.shadow ? "shadow" : "live"]);
  const stage = new Stage(way, url, size.deployments);
  await stage.start();
  try {
    const counts = await way.play(stage, db, seed);
    stage.check();
    return counts;
  } finally {
    await stage.stop();
  }
}

/** Every count added up over the seeds, for each way. Of times, the median of the runs; of a largest time, the largest. */
function totals(runs: Run[]): Record<string, Counts> {
  const sums: Record<string, Counts> = {};
  for (const way of new Set(runs.map((run) => String(run.way)))) {
    const mine = runs.filter((run) => run.way === way);
    const columns = new Set(mine.flatMap((run) => Object.keys(run)).filter((name) => name !== "way" && name !== "seed"));
    const values = (name: string) => mine.map((run) => Number(run[name] ?? 0));
    sums[way] = Object.fromEntries([...columns].map((name) => [name, together(name, values(name))]));
    if (columns.has("wrong")) sums[way].wrongLowest = Math.min(...values("wrong"));
    if (columns.has("wrong")) sums[way].wrongHighest = Math.max(...values("wrong"));
  }
  return sums;
}

function together(name: string, values: number[]): number {
  if (/Max$|Reached$|After$/.test(name)) return Math.max(...values);
  if (/Ms/.test(name)) return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return values.reduce((sum, value) => sum + value, 0);
}

function keep(name: string, postgres: string, runs: Run[]): void {
  const of = (module: string) => JSON.parse(readFileSync(join(here, "node_modules", module, "package.json"), "utf8")).version;
  const versions = { node: process.versions.node, nestjs: of("@nestjs/core"), nextjs: of("next"), postgres, redis: Cache.version(), ...pythons() };
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

function pythons(): Record<string, string> {
  const ask = "import platform, importlib.metadata as m; print(platform.python_version(), m.version('fastapi'), m.version('regopy'))";
  const [python, fastapi, regopy] = execFileSync(join(here, ".venv/bin/python"), ["-c", ask], { encoding: "utf8" }).trim().split(" ");
  return { python, fastapi, regopy };
}

await main();
