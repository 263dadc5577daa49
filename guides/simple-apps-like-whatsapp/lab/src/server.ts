/**
 * The server under test: Socket.io, Next.js, or both in one process, as the arguments say.
 * `serve=sockets|pages|both mongo=URL way=merged tick=50 heartbeat=25000`. Takes a free port and
 * tells its parent which, and what it wrote; a real server would not.
 */
import { createServer, type RequestListener, type Server as Http } from "node:http";
import nextModule from "next";
import { Server } from "socket.io";
import { Board } from "./board.js";
import type { FromBrowser, FromServer } from "./events.js";
import { openTasks } from "./mongo.js";

// CommonJS seen from a module: the import is the function itself, whatever its types say.
const next = nextModule as unknown as (of: { dev: boolean; dir: string }) => NextApp;
type NextApp = { prepare(): Promise<void>; getRequestHandler(): RequestListener };
const options = Object.fromEntries(process.argv.slice(2).map((word) => word.split(/=(.*)/s).slice(0, 2)));
const { way = "merged", mongo } = options;
const { client, tasks } = await openTasks(mongo);
let messages = 0;
let edits = 0;

async function pages(): Promise<Http> {
  process.env.MONGO_URL = mongo;
  const app = next({ dev: false, dir: new URL("..", import.meta.url).pathname });
  await app.prepare();
  const handle = app.getRequestHandler();
  return createServer((request, response) => void handle(request, response));
}

function sockets(http: Http): void {
  const heartbeat = Number(options.heartbeat ?? 25000);
  const io = new Server<FromBrowser, FromServer>(http, {
    transports: ["websocket"],
    pingInterval: heartbeat,
    pingTimeout: options.heartbeat ? heartbeat : 20000,
  });
  const board = new Board(tasks, Number(options.tick ?? 0), (news) => {
    messages += io.engine.clientsCount;
    io.to("board").emit("news", news);
  }, (editId, task) => {
    edits++;
    if (process.connected) process.send?.({ editId, task });
  });

  io.on("connection", (socket) => {
    void socket.join("board");
    socket.on("edit", async (edit, answer) =>
      answer(way === "fields" ? await board.blind(edit) : await board.edit(edit)));
    socket.on("whole", async (whole, answer) => answer(await board.whole(whole, way === "checked")));
    socket.on("since", async (version, answer) => answer(await board.since(version)));
  });
}

const web = options.serve === "sockets" ? createServer() : await pages();
if (options.serve !== "pages") sockets(web);
process.on("message", async (word) => {
  if (word === "count") process.send?.({ messages, edits, cpu: process.cpuUsage() });
  if (word === "stop") await client.close().finally(() => process.exit(0));
});
process.on("disconnect", () => process.exit(0));
web.listen(0, "127.0.0.1", () => process.send?.(web.address()));
