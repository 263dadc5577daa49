/**
 * Looks for the words of messages wherever a server could have them: in both databases, in everything
 * that goes over Redis, and in the memory of the nodes themselves. Does the same with words sent
 * unsealed, so that finding nothing means something. Then plays a server that cheats.
 */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { MongoClient } from "mongodb";
import pg from "pg";
import { device } from "./client.js";
import { makeConversationKey, makeDevice, open, seal, unwrapFrom } from "./keys.js";
import { fresh, startProcess } from "./places.js";
import { society } from "./society.js";

const TABLES = ["person", "conversation", "member", "message"];

export async function secrecy(way, seed, tiers, { secrets }) {
  await fresh(tiers);
  const all = await society({ people: 6, conversations: 3, members: () => 3, seed, postgres: tiers.postgres.url });
  const options = { way: "numbered", postgres: tiers.postgres.url, mongo: tiers.mongo, redis: tiers.redis.port };
  const nodes = await Promise.all([0, 1].map(() => startProcess("node", options)));
  const tap = new Redis({ port: tiers.redis.port });
  const overheard = [];
  await tap.psubscribe("*");
  tap.on("pmessage", (_, channel, text) => overheard.push(channel, text));

  const shown = [];
  const devices = all.names.map((person, who) => device({
    person,
    conversations: all.of(person).map((talk) => talk.id),
    nodes: (turn) => nodes[(who + turn) % 2].port,
    numbered: true,
    onShow: (message) => shown.push(message),
  }));
  await Promise.all(devices.map((device) => device.ready));
  const words = await say(way, all, devices, secrets);
  await sleep(2000);

  const places = {
    inPostgres: await everythingIn(tiers.postgres.url),
    inMongo: await everyBody(tiers.mongo),
    inRedis: Buffer.from(overheard.join("\n")),
    inNodeMemory: Buffer.concat(nodes.map((node) => memoryOf(node.pid))),
  };
  const found = Object.fromEntries(Object.entries(places).map(([place, bytes]) => [place, count(words, bytes)]));
  const read = await readBy(all, shown, way);
  for (const device of devices) device.leave();
  for (const node of nodes) await node.kill();
  tap.disconnect();
  return { way, seed, secrets, ...found, readByMembers: read };
}

/** Each secret is a word that cannot occur by chance. */
async function say(way, all, devices, secrets) {
  const words = [];
  for (let n = 0; n < secrets; n++) {
    const talk = all.talks[n % all.talks.length];
    const sender = devices.find((device) => device.person === talk.members[n % 3]);
    const secret = `secret-${randomUUID()}`;
    const about = { conversation: talk.id, id: randomUUID(), sender: sender.person };
    const sealed = way === "sealed" ? await seal(talk.key, about, secret) : secret;
    sender.send(talk.id, sealed, about.id);
    words.push(secret);
  }
  return words;
}

/** As they are, and in the three ways base64 can begin them. */
function count(words, bytes) {
  const forms = (word) => [word, ...[0, 1, 2].map((pad) =>
    Buffer.from("x".repeat(pad) + word).toString("base64").slice(pad ? 4 : 0, -4))];
  return words.filter((word) => forms(word).some((form) => bytes.includes(form))).length;
}

async function everythingIn(postgres) {
  const db = new pg.Client({ connectionString: postgres });
  await db.connect();
  const rows = [];
  for (const table of TABLES) rows.push((await db.query(`SELECT * FROM ${table}`)).rows);
  await db.end();
  return Buffer.from(JSON.stringify(rows));
}

async function everyBody(mongo) {
  const client = await new MongoClient(mongo).connect();
  const all = await client.db("messages").collection("bodies").find({}).toArray();
  await client.close();
  return Buffer.from(JSON.stringify(all));
}

/** Every writable byte of a process, as the system shows it to whoever started it. Linux only. */
function memoryOf(pid) {
  const file = openSync(`/proc/${pid}/mem`, "r");
  const parts = [];
  for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
    const [, from, to, rights] = /^(\w+)-(\w+) (\S+)/.exec(line) ?? [];
    if (!rights?.startsWith("rw")) continue;
    const part = Buffer.alloc(Number(BigInt(`0x${to}`) - BigInt(`0x${from}`)));
    try {
      readSync(file, part, 0, part.length, BigInt(`0x${from}`));
      parts.push(part);
    } catch {} // a range that was reserved and never used
  }
  closeSync(file);
  return Buffer.concat(parts);
}

/** Deliveries that the members' own devices could read. */
async function readBy(all, shown, way) {
  if (way !== "sealed") return shown.length;
  const key = (message) => all.talks.find((talk) => talk.id === message.conversation).key;
  const opened = await Promise.all(shown.map((message) => open(key(message), message)));
  return opened.filter((words) => words?.startsWith("secret-")).length;
}

/** A server that changes, moves, renames or misattributes a message, and an outsider with a stolen row. */
export async function cheating(seed, tiers, { secrets }) {
  await fresh(tiers);
  const all = await society({ people: 6, conversations: 3, members: () => 3, seed, postgres: tiers.postgres.url });
  const db = new pg.Client({ connectionString: tiers.postgres.url });
  await db.connect();
  const tried = { changed: 0, moved: 0, renamed: 0, misattributed: 0, otherKey: 0, outsider: 0 };
  const refused = { ...tried };
  let honest = 0;
  for (let n = 0; n < secrets; n++) {
    const talk = all.talks[n % 3];
    const about = { conversation: talk.id, id: randomUUID(), sender: talk.members[0] };
    const message = { ...about, sealed: await seal(talk.key, about, `secret ${n}`) };
    if ((await open(talk.key, message)) === `secret ${n}`) honest++;
    const bent = Buffer.from(message.sealed, "base64");
    bent[12 + (n % 8)] ^= 1;
    const cheats = {
      changed: { ...message, sealed: bent.toString("base64") },
      moved: { ...message, conversation: "conversation-x" },
      renamed: { ...message, id: randomUUID() },
      misattributed: { ...message, sender: talk.members[1] },
    };
    for (const [cheat, forged] of Object.entries(cheats)) {
      tried[cheat]++;
      if ((await open(talk.key, forged)) === null) refused[cheat]++;
    }
    tried.otherKey++;
    if ((await open(await makeConversationKey(), message)) === null) refused.otherKey++;
    tried.outsider++;
    const { rows } = await db.query("SELECT wrapped_key FROM member WHERE conversation = $1 AND person = $2", [talk.id, talk.members[1]]);
    const first = all.devices.get(talk.members[0]).publicKey;
    const stolen = await unwrapFrom(first, (await makeDevice()).privateKey, rows[0].wrapped_key).catch(() => null);
    if (stolen === null) refused.outsider++;
  }
  await db.end();
  return Object.keys(tried).map((way) => ({ way, seed, tried: tried[way], refused: refused[way], honest }));
}
