/**
 * Six nodes, small conversations, no trouble: how many messages does each node have to hear, on one
 * channel for everything and on a channel for each conversation?
 */
import { setTimeout as sleep } from "node:timers/promises";
import { device } from "./client.js";
import { fresh, startProcess } from "./places.js";
import { society } from "./society.js";

export async function channels(way, seed, tiers, { messages }) {
  await fresh(tiers);
  const sizes = { people: 24, conversations: 30, members: (n) => 2 + (n % 2) };
  const all = await society({ ...sizes, seed, postgres: tiers.postgres.url });
  const options = { way: "pubsub", postgres: tiers.postgres.url, mongo: tiers.mongo, redis: tiers.redis.port };
  const channel = way === "one channel" ? "one" : "each";
  const nodes = await Promise.all(Array.from({ length: 6 }, () => startProcess("node", { ...options, channels: channel })));
  let shown = 0;
  const devices = all.names.map((person, who) => device({
    person,
    conversations: all.of(person).map((talk) => talk.id),
    nodes: (turn) => nodes[(who + turn) % 6].port,
    numbered: false,
    onShow: () => shown++,
  }));
  await Promise.all(devices.map((device) => device.ready));
  await sleep(1500);
  for (let n = 0; n < messages; n++) {
    const talk = all.talks[n % all.talks.length];
    devices.find((device) => device.person === talk.members[0]).send(talk.id, "sealed", `m-${n}`);
    if (n % 20 === 0) await sleep(20);
  }
  await sleep(2000);
  const counts = await Promise.all(nodes.map((node) => node.count()));
  for (const device of devices) device.leave();
  for (const node of nodes) await node.kill();
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  return { way, seed, messages, shown, heard: sum("heard"), useful: sum("useful") };
}
