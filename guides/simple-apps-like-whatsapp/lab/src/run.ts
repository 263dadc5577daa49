/**
 * The whole lab: every experiment, then the evidence. `npm start` runs all;
 * `npm start -- conflicts`, `delay`, `crowd`, `pages` or `dead` runs one; `quick` keeps nothing.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { beside, CLIENTS, crowded, dead, delayed, PLACES } from "./arrivals.js";
import { conflicts, WAYS } from "./conflicts.js";
import { database } from "./places.js";

const words = process.argv.slice(2);
const quick = words.includes("quick");
const here = new URL("..", import.meta.url).pathname;
const size = quick
  ? { seeds: [1], people: 8, tasks: 40, ms: 3000, edits: 10, crowd: [20], span: 2000, patience: 6000 }
  : { seeds: [1, 2, 3, 4, 5], people: 8, tasks: 40, ms: 8000, edits: 30, crowd: [50, 100, 200, 400], span: 5000, patience: 50000 };
const DELAYS = [0, 50, 100, 150, 200, 225, 250, 300];
type Run = Record<string, string | number>;

const experiments: Record<string, () => Promise<Run[]>> = {
  async conflicts() {
    const runs: Run[] = [];
    for (const seed of size.seeds) runs.push(...(await Promise.all(WAYS.map((way) => conflicts(way, seed, size)))));
    return runs;
  },
  async delay() {
    const runs: Run[] = [];
    for (const seed of size.seeds.slice(0, 3))
      runs.push(...(await Promise.all(DELAYS.map((delay) => delayed(delay, seed, size.edits, 50)))));
    return runs;
  },
  async crowd() {
    const runs: Run[] = [];
    for (const round of size.seeds.slice(0, 3))
      for (const people of size.crowd)
        for (const tick of [0, 50]) runs.push(await crowded(people, tick, round, size.span));
    return runs;
  },
  async pages() {
    const runs: Run[] = [];
    for (const round of size.seeds.slice(0, 3))
      for (const place of PLACES) runs.push(await beside(place, round, size.span));
    return runs;
  },
  async dead() {
    const all = size.seeds.slice(0, 3).flatMap((round) =>
      CLIENTS.flatMap((client) => (["author", "watcher"] as const).map((side) => dead(client, side, round, size.patience))));
    return Promise.all(all);
  },
};

/** For each way: counts added up over the runs; of times and rates, the middle one and both ends. */
function totals(runs: Run[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {};
  for (const way of new Set(runs.map((run) => String(run.way)))) {
    const mine = runs.filter((run) => run.way === way);
    const sum: Record<string, number> = (sums[way] = {});
    for (const name of new Set(mine.flatMap((run) => Object.keys(run)))) {
      if (["way", "seed", "round", "tick"].includes(name)) continue;
      const values = mine.map((run) => run[name]).filter((value) => value !== undefined).map(Number).sort((a, b) => a - b);
      if (!/^ms|PerSecond|PerEdit/.test(name)) sum[name] = values.reduce((a, b) => a + b, 0);
      else Object.assign(sum, { [name]: values[values.length >> 1], [`${name}Least`]: values[0], [`${name}Greatest`]: values.at(-1) });
    }
  }
  return sums;
}

const version = (name: string) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;

function keep(name: string, mongo: string, runs: Run[]): void {
  const names = ["next", "react", "socket.io", "socket.io-client", "zustand", "mongodb", "typescript"];
  const versions = { node: process.versions.node, ...Object.fromEntries(names.map((name) => [name, version(name)])) };
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    loadAverage: loadavg()[0],
  };
  const date = new Date().toISOString().slice(0, 10);
  const text = JSON.stringify({ experiment: name, date, versions, machine, database: mongo, size, totals: totals(runs), runs }, null, 2);
  if (quick) return console.log(JSON.stringify(totals(runs), null, 2));
  mkdirSync(join(here, "evidence"), { recursive: true });
  writeFileSync(join(here, "evidence", `${name}.json`), `${text}\n`);
}

const asked = Object.keys(experiments).filter((name) => words.includes(name));
const db = await database(0);
await db.stop();
for (const name of asked.length ? asked : Object.keys(experiments)) {
  const runs = await experiments[name]();
  for (const run of runs) console.log(name, JSON.stringify(run));
  keep(name, db.what, runs);
}
process.exit(0);
