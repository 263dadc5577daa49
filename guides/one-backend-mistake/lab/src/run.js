/**
 * The whole lab: first that both give the same answers, then every experiment, in turn (A B, A B), then
 * the evidence. `npm start -- requests`, `push` or `start` runs one; `quick` keeps nothing.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { fresh, serve, startPostgres } from "./places.js";
import { poll, push, whileHolding } from "./push.js";
import { ask, KINDS, load } from "./requests.js";
import { sizeOf } from "./size.js";

const words = process.argv.slice(2);
const quick = words.includes("quick");
const here = new URL("..", import.meta.url).pathname;
const size = quick
  ? { rounds: 1, starts: 1, warm: 200, count: 200, browsers: 20, events: 20, every: 50 }
  : { rounds: 3, starts: 5, warm: 2000, count: 1500, browsers: 100, events: 100, every: 50 };
const rounds = (count) => Array.from({ length: count }, (_, n) => n + 1);

/** A new database, one server on it, and what `measure` finds. */
async function on(database, name, measure) {
  await fresh(database.url);
  const server = await serve(name, database.url);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

/** Nobody is compared who does not give the same answer. */
async function agree(database) {
  const texts = [];
  for (const name of ["Next.js", "Django"])
    texts.push(await on(database, name, async ({ port }) => {
      const list = JSON.parse((await ask(port, KINDS.list(6))).body);
      const made = await ask(port, KINDS.create(6));
      const after = JSON.parse((await ask(port, KINDS.list(6))).body);
      const page = String((await ask(port, KINDS.page(6))).body);
      const row = /<td>(made 6)<\/td>\s*<td>(open)<\/td>\s*<td>(1)<\/td>/.exec(page)?.slice(1);
      return JSON.stringify([list, made.status, JSON.parse(made.body), after, row]);
    }));
  if (texts[0] !== texts[1]) throw new Error(`the two do not agree:\n${texts.join("\n")}`);
}

const experiments = {
  async requests(database) {
    const runs = [];
    for (const round of rounds(size.rounds))
      for (const kind of Object.keys(KINDS))
        for (const name of ["Next.js", "Django"])
          runs.push(await on(database, name, async (server) => ({ way: `${name}, ${kind}`, round, ...(await load(server, kind, size)) })));
    return runs;
  },
  async push(database) {
    const runs = [];
    for (const round of rounds(size.rounds)) {
      for (const name of ["Next.js", "Django, asynchronous"])
        runs.push(await on(database, name, async (server) => ({ way: `${name}, push`, round, ...(await push(server, database.url, size)) })));
      for (const name of ["Next.js", "Django"])
        runs.push(await on(database, name, async (server) => ({ way: `${name}, poll`, round, ...(await poll(server, database.url, size)) })));
      for (const [name, path] of [["Next.js", "/events"], ["Django, asynchronous", "/events"], ["Django", "/events/blocking"]])
        runs.push(await on(database, name, async (server) => ({ way: `${name}, holding`, round, ...(await whileHolding(server, path, 4, 3000)) })));
    }
    return runs;
  },
  async start(database) {
    const runs = [];
    for (const round of rounds(size.starts))
      for (const name of ["Next.js", "Django"])
        runs.push(await on(database, name, async ({ coldMs }) => ({ way: name, round, msCold: coldMs })));
    return [...runs, sizeOf("Next.js"), sizeOf("Django")];
  },
};

/** For each way: counts added up over the rounds; of everything else, the middle one and both ends. */
function totals(runs) {
  const sums = {};
  for (const way of new Set(runs.map((run) => run.way))) {
    const mine = runs.filter((run) => run.way === way);
    sums[way] = {};
    for (const name of new Set(mine.flatMap(Object.keys))) {
      if (["way", "round"].includes(name)) continue;
      const values = mine.map((run) => run[name]).filter((value) => value !== undefined).sort((a, b) => a - b);
      if (/^(answered|failed|events|expected|delivered|requests|streams|opened)$/.test(name)) sums[way][name] = values.reduce((a, b) => a + b, 0);
      else Object.assign(sums[way], { [name]: values[values.length >> 1], [`${name}Least`]: values[0], [`${name}Greatest`]: values.at(-1) });
    }
  }
  return sums;
}

function versions(database) {
  const npm = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;
  const python = join(here, ".venv/bin/python");
  const asked = "import django, gunicorn, psycopg, uvicorn, platform; print(platform.python_version(), django.__version__, gunicorn.__version__, psycopg.__version__, uvicorn.__version__)";
  const [py, django, gunicorn, psycopg, uvicorn] = execFileSync(python, ["-c", asked], { encoding: "utf8" }).trim().split(" ");
  const node = { node: process.versions.node, next: npm("next"), react: npm("react"), pg: npm("pg") };
  return { ...node, python: py, django, gunicorn, psycopg, uvicorn, postgres: database.version };
}

function keep(name, database, runs) {
  if (quick) return console.log(name, JSON.stringify(totals(runs), null, 2));
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    loadAverage: loadavg()[0],
  };
  const date = new Date().toISOString().slice(0, 10);
  const all = { experiment: name, date, versions: versions(database), machine, size, totals: totals(runs), runs };
  mkdirSync(join(here, "evidence"), { recursive: true });
  writeFileSync(join(here, "evidence", `${name}.json`), `${JSON.stringify(all, null, 2)}\n`);
}

const asked = Object.keys(experiments).filter((name) => words.includes(name));
const database = await startPostgres();
try {
  await agree(database);
  for (const name of asked.length ? asked : Object.keys(experiments)) {
    const runs = await experiments[name](database);
    for (const run of runs) console.log(name, JSON.stringify(run));
    keep(name, database, runs);
  }
} finally {
  await database.stop();
}
process.exit(0);
