/**
 * Starts and ends what an experiment needs: a database (or its stand-in), servers, free ports.
 * Everything listens on the loopback address and is gone afterwards.
 */
import { fork, type ChildProcess } from "node:child_process";
import { openTasks, seed } from "./mongo.js";
import type { Task } from "./events.js";

const script = (name: string) => new URL(`./${name}.js`, import.meta.url).pathname;

/** A process of the lab, and the port it says it listens on. */
export function started(name: string, words: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(script(name), words, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return new Promise((done, failed) => {
    child.once("message", (said: { port: number }) => done({ child, port: said.port }));
    child.once("exit", (code) => failed(new Error(`${name} ended with ${code} before it was ready`)));
  });
}

export async function stopped(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once("exit", done));
  if (!child.connected || !child.send("stop")) child.kill();
  setTimeout(() => child.kill("SIGKILL"), 2000).unref();
  await gone;
}

export interface Database {
  url: string;
  what: string;
  all(): Promise<Task[]>;
  stop(): Promise<void>;
}

/** A database with `count` tasks. MONGO_URL names a real server; without it the stand-in is started. */
export async function database(count: number): Promise<Database> {
  const real = process.env.MONGO_URL;
  const server = real ? undefined : await started("stand-in", []);
  const url = real ?? `mongodb://127.0.0.1:${server!.port}/?retryWrites=false`;
  const { client, tasks } = await openTasks(url);
  await seed(tasks, count);
  const stop = async () => {
    await client.close();
    server?.child.kill("SIGKILL");
  };
  return { url, what: real ? "a MongoDB server" : "the lab's stand-in", all: () => tasks.find({}).toArray(), stop };
}

/** A server with these options and how to ask what it has sent. */
export async function serve(options: Record<string, string | number>) {
  const words = Object.entries({ serve: "sockets", ...options }).map(([name, value]) => `${name}=${value}`);
  const { child, port } = await started("server", words);
  const count = () =>
    new Promise<{ messages: number; edits: number; cpu: NodeJS.CpuUsage }>((done) => {
      const heard = (said: any) => said.cpu && (child.off("message", heard), done(said));
      child.on("message", heard);
      child.send("count");
    });
  return { port, child, count, stop: () => stopped(child) };
}
