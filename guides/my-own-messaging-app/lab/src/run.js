/**
 * The whole lab, then the evidence. `npm start` runs everything; `npm start -- failures`, `secrecy`,
 * `cheating` or `channels` runs one; `quick` runs one short seed and keeps nothing.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { channels } from "./channels.js";
import { failures, WAYS } from "./failures.js";
import { startTiers } from "./places.js";
import { cheating, secrecy } from "./secrecy.js";

const words = process.argv.slice(2);
const quick = words.includes("quick");
const here = new URL("..", import.meta.url).pathname;
const size = quick
  ? { seeds: [1], ms: 4000, secrets: 12, messages: 60 }
  : { seeds: [1, 2, 3, 4, 5], ms: 8000, secrets: 60, messages: 600 };

const each = async (seeds, ways, run) => {
  const runs = [];
  for (const seed of seeds) for (const way of ways) runs.push(await run(way, seed));
  return runs;
};
const experiments = {
  failures: (tiers) => each(size.seeds, WAYS, (way, seed) => failures(way, seed, tiers, size)),
  secrecy: (tiers) => each(size.seeds.slice(0, 3), ["in the clear", "sealed"], (way, seed) => secrecy(way, seed, tiers, size)),
  cheating: async (tiers) => (await each(size.seeds.slice(0, 3), ["all"], (_, seed) => cheating(seed, tiers, size))).flat(),
  channels: (tiers) => each(size.seeds.slice(0, 3), ["one channel", "a channel each"], (way, seed) => channels(way, seed, tiers, size)),
};

/** Counts added up over the seeds for each way; of times, the middle run and both ends. */
function totals(runs) {
  const sums = {};
  for (const way of new Set(runs.map((run) => run.way))) {
    const mine = runs.filter((run) => run.way === way);
    sums[way] = {};
    for (const name of Object.keys(mine[0]).filter((name) => !["way", "seed"].includes(name))) {
      const values = mine.map((run) => run[name]).sort((a, b) => a - b);
      if (!name.startsWith("ms")) sums[way][name] = values.reduce((a, b) => a + b, 0);
      else Object.assign(sums[way], { [name]: values[values.length >> 1], [`${name}Least`]: values[0], [`${name}Greatest`]: values.at(-1) });
    }
  }
  return sums;
}

const version = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;

function keep(name, tiers, runs) {
  if (quick) return console.log(name, JSON.stringify(totals(runs), null, 2));
  const packages = Object.fromEntries(["express", "ws", "ioredis", "pg", "mongodb"].map((name) => [name, version(name)]));
  const versions = { node: process.versions.node, postgres: tiers.postgres.version, redis: tiers.redis.version, ...packages };
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    loadAverage: loadavg()[0],
  };
  const date = new Date().toISOString().slice(0, 10);
  const all = { experiment: name, date, versions, machine, mongo: tiers.mongoIs, size, totals: totals(runs), runs };
  mkdirSync(join(here, "evidence"), { recursive: true });
  writeFileSync(join(here, "evidence", `${name}.json`), `${JSON.stringify(all, null, 2)}\n`);
}

const asked = Object.keys(experiments).filter((name) => words.includes(name));
const tiers = await startTiers();
try {
  for (const name of asked.length ? asked : Object.keys(experiments)) {
    const runs = await experiments[name](tiers);
    for (const run of runs) console.log(name, JSON.stringify(run));
    keep(name, tiers, runs);
  }
} finally {
  await tiers.stop();
}
process.exit(0);
