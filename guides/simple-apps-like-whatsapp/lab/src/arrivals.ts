/**
 * How long an edit takes from its author's key to another person's screen: under delay, in a crowd,
 * beside page rendering, and on a connection that went dead without saying so.
 */
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { chance } from "./chance.js";
import { merging, usual, type Editor } from "./editors.js";
import { Link } from "./link.js";
import { database, serve, started, stopped } from "./places.js";

/** Two people behind links of the same delay, and the milliseconds between one's edit and the other's screen. */
async function pair(port: number, delay: number, seed: number, make = (url: string): Editor => merging(url)) {
  const links = [0, 1].map((n) => new Link(port, delay, chance(seed * 10 + n)));
  const [author, watcher] = await Promise.all(links.map(async (link) => make(await link.listen())));
  await Promise.all([author.ready, watcher.ready]);
  const begun = new Map<string, number>();
  const shown = new Map<string, number>();
  watcher.onShow(() => {
    const value = watcher.screen()["task-0"]?.title;
    if (begun.has(value) && !shown.has(value)) shown.set(value, performance.now() - begun.get(value)!);
  });
  let made = 0;
  const edit = () => {
    const value = `title ${seed}-${made++}`;
    begun.set(value, performance.now());
    author.edit(value, "task-0", "title", value);
    return value;
  };
  const leave = () => {
    for (const person of [author, watcher]) person.leave();
    for (const link of links) link.close();
  };
  return { links, edit, shown, leave };
}

const spread = (times: Iterable<number>) => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { shown: sorted.length, msMedian: at(0.5), msP95: at(0.95), msMost: at(1) };
};

/** `edits` edits, each given time to arrive before the next, so that none waits behind another. */
export async function delayed(delay: number, seed: number, edits: number, tick: number) {
  const db = await database(1);
  const server = await serve({ mongo: db.url, tick, heartbeat: 1000 });
  const two = await pair(server.port, delay, seed);
  for (let n = 0; n < edits; n++) {
    two.edit();
    await sleep(100 + 2.6 * delay);
  }
  await sleep(1000);
  two.leave();
  await server.stop();
  await db.stop();
  return { way: `${delay} ms`, seed, edits, ...spread(two.shown.values()) };
}

/** `people` on one board, each editing once a second: what the server sends and works for one edit. */
export async function crowded(people: number, tick: number, round: number, ms: number) {
  const db = await database(people + 1);
  const server = await serve({ mongo: db.url, tick });
  const crowd = await started("crowd", [String(server.port), String(people), String(round)]);
  await sleep(1000);
  const before = await server.count();
  await sleep(ms);
  const after = await server.count();
  await stopped(crowd.child);
  await server.stop();
  await db.stop();
  const edits = after.edits - before.edits;
  const cpu = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1000;
  const perEdit = (what: number) => Math.round((100 * what) / edits) / 100;
  const messages = after.messages - before.messages;
  const way = `${people} people, ${tick ? `a message every ${tick} ms` : "a message for each edit"}`;
  return { way, round, edits, messages, messagesPerEdit: perEdit(messages), cpuMsPerEdit: perEdit(cpu) };
}

export const PLACES = ["no pages", "pages in the same process", "pages in another process"] as const;

/** A pair at 40 ms, while eight visitors reload the Next.js page as fast as it comes. */
export async function beside(place: (typeof PLACES)[number], round: number, ms: number) {
  const db = await database(40);
  const same = place === "pages in the same process";
  const server = await serve({ mongo: db.url, tick: 50, serve: same ? "both" : "sockets" });
  const web = same ? server : place === "no pages" ? undefined : await serve({ mongo: db.url, serve: "pages" });
  const two = await pair(server.port, 40, round);
  let pages = 0;
  let on = true;
  const visit = async () => {
    while (on && web) if ((await load(web.port)).includes("Task 39")) pages++;
  };
  const visitors = Array.from({ length: 8 }, visit);
  await sleep(1000);
  pages = 0;
  const from = performance.now();
  while (performance.now() - from < ms) {
    two.edit();
    await sleep(150);
  }
  on = false;
  await Promise.all(visitors);
  const pagesPerSecond = Math.round(pages / ((performance.now() - from) / 1000));
  await sleep(1000);
  two.leave();
  await server.stop();
  if (web && !same) await web.stop();
  await db.stop();
  return { way: place, round, pagesPerSecond, ...spread(two.shown.values()) };
}

function load(port: number): Promise<string> {
  return new Promise((done, failed) => {
    const asked = get({ host: "127.0.0.1", port, path: "/" }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (data) => (text += data)).on("end", () => done(text));
    });
    asked.on("error", failed);
  });
}

export const CLIENTS = ["usual client", "catches up, default heartbeat", "catches up, heartbeat of 1 s"] as const;

/**
 * One side's connection is swallowed without a word; then one edit is made. How long until it is
 * shown, up to `ms`? Both sides in turn: the author's connection, and the watcher's.
 */
export async function dead(client: (typeof CLIENTS)[number], side: "author" | "watcher", round: number, ms: number) {
  const db = await database(1);
  const quick = client === "catches up, heartbeat of 1 s";
  const server = await serve({ mongo: db.url, way: client === "usual client" ? "fields" : "merged", tick: 50, ...(quick && { heartbeat: 1000 }) });
  const make = (url: string) => client === "usual client" ? usual(url, "fields") : merging(url, quick ? 2000 : 60000);
  const two = await pair(server.port, 40, round, make);
  await sleep(500 + 900 * round);
  two.links[side === "author" ? 0 : 1].swallow();
  const value = two.edit();
  const from = performance.now();
  while (!two.shown.has(value) && performance.now() - from < ms) await sleep(50);
  two.leave();
  await server.stop();
  await db.stop();
  const after = two.shown.get(value);
  return { way: `${client}, ${side}`, round, shown: after === undefined ? 0 : 1, ...(after !== undefined && { ms: Math.round(after) }) };
}
