/**
 * One server: Express for what is asked once, WebSockets for what keeps coming, Redis Pub/Sub to
 * reach the people on other servers. `node.js way=memory|pubsub|numbered|plain postgres=… mongo=… redis=PORT`.
 * Decrypts nothing; it has no key.
 */
import { createServer } from "node:http";
import express from "express";
import { Redis } from "ioredis";
import { WebSocketServer } from "ws";
import { openStore } from "./store.js";

const options = Object.fromEntries(process.argv.slice(2).map((word) => word.split(/=(.*)/s).slice(0, 2)));
const { way } = options;
const store = await openStore(options);
const people = new Map(); // conversation -> the sockets of its members that are connected here
const redis = { port: Number(options.redis), retryStrategy: () => 100, maxRetriesPerRequest: 1 };
const publisher = way === "memory" ? undefined : new Redis({ ...redis, enableOfflineQueue: false });
const subscriber = way === "memory" ? undefined : new Redis({ ...redis, autoResubscribe: true });
const counts = { heard: 0, useful: 0, failed: 0 };
for (const client of [publisher, subscriber]) client?.on("error", () => {});

/** To the members that are connected to this node. Whether anybody is, does not matter. */
function passOn(message) {
  const text = JSON.stringify(message);
  for (const socket of people.get(message.conversation) ?? []) socket.send(text);
}

/** To all nodes. Lost without a word if Redis or a node is away just now. */
async function spread(message) {
  if (way === "memory") return passOn(message);
  const channel = channelOf(message.conversation);
  await publisher.publish(channel, JSON.stringify(message)).catch(() => counts.failed++);
}

subscriber?.on("message", (_, text) => {
  const message = JSON.parse(text);
  counts.heard++;
  if (people.get(message.conversation)?.size) counts.useful++;
  if (message.seq) store.remember(message);
  passOn(message);
});

const channelOf = (conversation) => (options.channels === "one" ? "all" : `conversation:${conversation}`);

async function onMessage(socket, message) {
  if (way === "numbered") {
    const seq = await store.save(message);
    if (seq === null) return;
    socket.send(JSON.stringify({ saved: message.id }));
    return spread({ ...message, seq });
  }
  await spread(message);
  socket.send(JSON.stringify({ saved: message.id }));
}

/** "I have everything up to these numbers": answered with what came after. Of one's own conversations only. */
async function onHave(socket, have) {
  for (const [conversation, seq] of Object.entries(have)) {
    if (!people.get(conversation)?.has(socket)) continue;
    for (const message of await store.after(conversation, seq)) socket.send(JSON.stringify(message));
  }
}

async function join(socket, person) {
  for (const conversation of await store.conversationsOf(person)) {
    const here = people.get(conversation) ?? new Set();
    people.set(conversation, here.add(socket));
    socket.on("close", () => here.delete(socket));
    if (here.size === 1) await subscriber?.subscribe(channelOf(conversation)).catch(() => counts.failed++);
  }
}

const app = express();
app.use(express.json());
app.get("/members/:conversation", async (request, response) => {
  const found = await store.pool.query(
    "SELECT person, public_key, wrapped_key FROM member JOIN person ON person = id WHERE conversation = $1",
    [request.params.conversation],
  );
  response.json(found.rows);
});

const server = createServer(app);
new WebSocketServer({ server }).on("connection", async (socket, request) => {
  const person = new URL(request.url, "http://node").searchParams.get("person");
  socket.on("message", (data) => {
    const said = JSON.parse(data);
    const work = said.have ? onHave(socket, said.have) : onMessage(socket, { ...said, sender: person });
    work.catch(() => counts.failed++);
  });
  await join(socket, person);
  socket.send(JSON.stringify({ joined: person }));
});
process.on("message", (word) => word === "count" && process.send({ counts: { ...counts, ...store.counts } }));
process.on("disconnect", () => process.exit(0));
server.listen(Number(options.port ?? 0), "127.0.0.1", () => process.send?.(server.address()));
