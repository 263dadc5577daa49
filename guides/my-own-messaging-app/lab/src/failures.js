/**
 * Twelve people in eight conversations, while one node and then Redis are killed. Counts, for each way,
 * which messages reached whom, how often and in which order. Trusts what screens showed, nothing else.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { device } from "./client.js";
import { seal } from "./keys.js";
import { fresh, startProcess } from "./places.js";
import { chance, pick, society } from "./society.js";

export const WAYS = ["one node", "sticky nodes", "pubsub", "numbered"];
const CODE = { "one node": "memory", "sticky nodes": "memory" };

/** Nodes that can be killed and come back on the same port. A device tries them in turn. */
async function cluster(way, tiers) {
  const options = { way: CODE[way] ?? way, postgres: tiers.postgres.url, mongo: tiers.mongo, redis: tiers.redis.port };
  const nodes = await Promise.all(Array.from({ length: way === "one node" ? 1 : 3 }, () => startProcess("node", options)));
  const restart = async (n) => void (nodes[n] = await startProcess("node", { ...options, port: nodes[n].port }));
  const port = (n) => nodes[n % nodes.length].port;
  return { nodes, restart, port };
}

export async function failures(way, seed, tiers, { ms }) {
  await fresh(tiers);
  const all = await society({ people: 12, conversations: 8, members: () => 4, seed, postgres: tiers.postgres.url });
  const nodes = await cluster(way, tiers);
  const shown = new Map(all.names.map((name) => [name, []]));
  const devices = all.names.map((person, who) => device({
    person,
    conversations: all.of(person).map((talk) => talk.id),
    nodes: (turn) => nodes.port(who + turn),
    numbered: way === "numbered",
    onShow: (message) => shown.get(person).push({ ...message, at: performance.now() }),
  }));
  await Promise.all(devices.map((device) => device.ready));
  await sleep(500);
  const trouble = makeTrouble(nodes, tiers.redis, ms);
  const sent = await talk(all, devices, seed, ms);
  await trouble;
  await sleep(3500);
  const left = devices.reduce((sum, device) => sum + device.waiting(), 0);
  for (const device of devices) device.leave();
  const counts = await Promise.all(nodes.nodes.map((node) => node.count()));
  for (const node of nodes.nodes) await node.kill();
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  const healed = { recognised: sum("recognised"), fromMemory: sum("fromMemory"), fromDisk: sum("fromDisk") };
  return { way, seed, ...judge(all, sent, shown), neverSaved: left, ...healed };
}

/** One node is away for a fifth of the time, later Redis for a tenth. */
async function makeTrouble({ nodes, restart }, redis, ms) {
  await sleep(0.25 * ms);
  await nodes[0].kill();
  await sleep(0.2 * ms);
  await restart(0);
  await sleep(0.2 * ms);
  await redis.kill();
  await sleep(0.1 * ms);
  await redis.start();
}

/** Everybody writes about twice a second. */
async function talk(all, devices, seed, ms) {
  const sent = [];
  await Promise.all(devices.map(async (device, who) => {
    const next = chance(seed * 1000 + who);
    const mine = all.of(device.person);
    const end = performance.now() + ms;
    for (let n = 0; mine.length > 0 && performance.now() < end; n++) {
      await sleep(250 + 500 * next());
      const { id: conversation, key, members } = pick(mine, next);
      const id = `${device.person}-${n}`;
      const sealed = await seal(key, { conversation, id, sender: device.person }, `words ${n}`);
      sent.push({ id, conversation, members, at: performance.now() });
      device.send(conversation, sealed, id);
    }
  }));
  return sent;
}

/**
 * lost: a member never saw the message. doubled: saw it again. disordered: two members of one
 * conversation saw its messages in different orders.
 */
function judge(all, sent, shown) {
  const seen = (person, conversation) =>
    shown.get(person).filter((message) => message.conversation === conversation).map((message) => message.id);
  const lists = all.talks.flatMap((talk) => talk.members.map((person) => [talk.id, seen(person, talk.id)]));
  const first = lists.map(([talk, ids]) => [talk, [...new Set(ids)]]);
  const expected = sent.reduce((sum, message) => sum + message.members.length, 0);
  const reached = first.reduce((sum, [, ids]) => sum + ids.length, 0);
  const doubled = lists.reduce((sum, [, ids]) => sum + ids.length, 0) - reached;
  const pairs = first.flatMap((one, n) => first.slice(n + 1).filter((other) => other[0] === one[0]).map((other) => [one[1], other[1]]));
  const disordered = pairs.filter(([a, b]) => disagree(a, b)).length;
  return { messages: sent.length, expected, lost: expected - reached, doubled, pairs: pairs.length, disordered, ...times(sent, shown) };
}

function disagree(a, b) {
  const common = a.filter((id) => b.includes(id));
  return common.join() !== b.filter((id) => a.includes(id)).join();
}

function times(sent, shown) {
  const began = new Map(sent.map((message) => [message.id, message.at]));
  const first = new Map();
  for (const [person, messages] of shown)
    for (const { id, at } of messages) first.has(`${person} ${id}`) || first.set(`${person} ${id}`, at - began.get(id));
  const sorted = [...first.values()].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { msMedian: at(0.5), msP95: at(0.95) };
}
