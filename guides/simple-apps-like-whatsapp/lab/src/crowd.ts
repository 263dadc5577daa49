/**
 * Many people on one board, as cheap as they can be: they speak Socket.io's protocol over bare
 * WebSockets, edit once a second, and throw away what they receive, so that the server is what
 * gets busy. `crowd.js PORT PEOPLE SEED`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";
import { chance } from "./chance.js";

const [port, people, seed] = process.argv.slice(2).map(Number);
const next = chance(seed);

/** Greets, joins, answers pings; of all that arrives, reads only the answers to its own edits. */
async function join(who: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  let seen = 1;
  await new Promise<void>((joined) => {
    socket.on("message", (data: Buffer) => {
      const kind = data.toString("latin1", 0, 2);
      if (kind[0] === "0") socket.send("40");
      else if (kind[0] === "2") socket.send("3");
      else if (kind === "40") joined();
      else if (kind === "43") seen = JSON.parse(data.toString().replace(/^43\d+/, ""))[0].task.changed.owner;
    });
  });
  void edits(socket, who, () => seen);
}

/** Each person changes a task of their own: fan-out is measured here, not conflict. */
async function edits(socket: WebSocket, who: number, seen: () => number): Promise<void> {
  await sleep(1000 * next());
  for (let n = 0; ; n++) {
    const fields = { owner: { value: `person ${who}, no. ${n}`, seen: seen() } };
    const edit = { id: `crowd-${who}-${n}`, taskId: `task-${1 + who}`, fields };
    socket.send(`42${n}${JSON.stringify(["edit", edit])}`);
    await sleep(1000);
  }
}

await Promise.all(Array.from({ length: people }, (_, who) => join(who)));
process.on("message", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
process.send?.({ port: 0 });
