/**
 * The server speaks first: a hundred browsers wait for twenty events a second, over server-sent
 * events or by asking every second. Then: does a server that holds streams still answer requests?
 */
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { cpuMs, memoryMiB } from "./places.js";
import { ask, KINDS } from "./requests.js";

/** Opens a stream and hands over each event; resolves when the first byte has come. */
function stream(port, path, onEvent) {
  return new Promise((open, failed) => {
    const asked = get({ host: "127.0.0.1", port, path, agent: new Agent() }, (response) => {
      let rest = "";
      response.setEncoding("utf8").on("data", (text) => {
        open(asked);
        const lines = (rest + text).split("\n\n");
        rest = lines.pop();
        for (const line of lines) if (line.startsWith("data: ")) onEvent(JSON.parse(line.slice(6)));
      });
      response.on("error", () => {});
    });
    asked.on("error", failed);
  });
}

const spread = (times) => {
  const sorted = times.sort((a, b) => a - b);
  const at = (share) => Math.round(10 * (sorted[Math.floor(sorted.length * share)] ?? 0)) / 10;
  return { msMedian: at(0.5), msP95: at(0.95) };
};

/** Makes events in the database, as another part of the product would. Returns when each was made. */
async function makeEvents(database, count, every) {
  const db = new pg.Client({ connectionString: database });
  await db.connect();
  const made = new Map();
  for (let n = 0; n < count; n++) {
    const { rows } = await db.query("INSERT INTO item (project_id, title) VALUES (7, $1) RETURNING id", [`event ${n}`]);
    made.set(rows[0].id, performance.now());
    await db.query("SELECT pg_notify('items', $1)", [JSON.stringify({ id: rows[0].id, project: 7, title: `event ${n}` })]);
    await sleep(every);
  }
  await db.end();
  return made;
}

export async function push(server, database, { browsers, events, every }) {
  const idle = memoryMiB(server);
  const seen = [];
  const open = await Promise.all(Array.from({ length: browsers }, () =>
    stream(server.port, "/events", ({ id }) => seen.push([id, performance.now()]))));
  const [before, memory] = [cpuMs(server), memoryMiB(server)];
  const made = await makeEvents(database, events, every);
  await sleep(1500);
  const cpu = cpuMs(server) - before;
  for (const one of open) one.destroy();
  const times = seen.map(([id, at]) => at - made.get(id));
  return { events, expected: events * browsers, delivered: seen.length, cpuMs: cpu, memoryGrownMiB: Math.round(10 * (memory - idle)) / 10, ...spread(times) };
}

/** The same events, asked for: each browser asks once a second for the newest items. */
export async function poll(server, database, { browsers, events, every }) {
  const agent = new Agent({ keepAlive: true });
  const seen = [];
  let on = true;
  let asked = 0;
  const browser = async () => {
    let last = 0;
    await sleep(1000 * Math.random());
    while (on) {
      const { body } = await ask(server.port, KINDS.list(6), agent).catch(() => ({ body: '{"items":[]}' }));
      asked++;
      const { items } = JSON.parse(body);
      for (const { id } of items) if (last && id > last) seen.push([id, performance.now()]);
      last = Math.max(last, ...items.map((item) => item.id));
      await sleep(1000);
    }
  };
  const all = Promise.all(Array.from({ length: browsers }, browser));
  await sleep(2500);
  const before = cpuMs(server);
  const made = await makeEvents(database, events, every);
  await sleep(1500);
  const cpu = cpuMs(server) - before;
  on = false;
  await all;
  agent.destroy();
  const times = seen.filter(([id]) => made.has(id)).map(([id, at]) => at - made.get(id));
  return { events, expected: events * browsers, delivered: times.length, requests: asked, cpuMs: cpu, ...spread(times) };
}

/** `streams` browsers listen; how many ordinary requests are answered within `ms`? */
export async function whileHolding(server, path, streams, ms) {
  const open = [];
  for (let n = 0; n < streams; n++) stream(server.port, path, () => {}).then((one) => open.push(one), () => {});
  await sleep(1000);
  let answered = 0;
  const end = performance.now() + ms;
  const agent = new Agent({ keepAlive: true });
  const visitor = async () => {
    while (performance.now() < end) {
      const page = ask(server.port, KINDS.list(answered), agent).then(() => true, () => false);
      if (await Promise.race([page, sleep(end - performance.now()).then(() => false)])) answered++;
      await sleep(20);
    }
  };
  await Promise.all([visitor(), visitor()]);
  for (const one of open) one.destroy();
  agent.destroy();
  return { streams, opened: open.length, answered };
}
