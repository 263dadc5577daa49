/**
 * A PostgreSQL, a Redis and nodes of the lab's own, on free ports of the loopback address, gone when
 * the lab ends. No server that is already running is touched.
 */
import { execFileSync, fork, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const script = (name) => new URL(`./${name}.js`, import.meta.url).pathname;

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** PG_BIN, or the newest of Debian's folders, or what pg_config says. */
function postgresPrograms() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a) : [];
  const folders = versions.map((version) => join(debian, version, "bin"));
  const found = process.env.PG_BIN ?? folders.find((folder) => existsSync(join(folder, "initdb")));
  return found ?? execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim();
}

/** PostgreSQL does not run as root; there, the account of its package owns the server. */
function owner() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

export async function startPostgres() {
  const bin = postgresPrograms();
  const as = owner();
  const folder = mkdtempSync(join(tmpdir(), "messaging-lab-"));
  if (as.uid) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const quietly = { ...as, cwd: folder, stdio: "ignore" };
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "lab", "--auth=trust", "--no-locale", "-E", "UTF8"], quietly);
  const port = await freePort();
  const server = spawn(join(bin, "postgres"), ["-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder], quietly);
  const url = `postgres://lab@127.0.0.1:${port}/postgres`;
  const version = await answers(url);
  const stop = async () => {
    server.kill("SIGINT");
    await ended(server);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, version, stop };
}

async function answers(url, tries = 100) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query("SHOW server_version")).rows[0].server_version;
  } catch (error) {
    if (tries === 0) throw error;
    await sleep(100);
    return answers(url, tries - 1);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Keeps nothing on disk, as a channel does not. */
export async function startRedis() {
  const port = await freePort();
  let server;
  const start = async () => {
    const words = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    server = spawn("redis-server", words, { stdio: "ignore", cwd: tmpdir() });
    await sleep(300);
  };
  const kill = async () => {
    server.kill("SIGKILL");
    await ended(server);
  };
  await start();
  const version = /v=(\S+)/.exec(execFileSync("redis-server", ["--version"], { encoding: "utf8" }))[1];
  return { port, version, start, kill };
}

/** A process of this lab; tells the port it listens on. `port` asks for a certain one. */
export async function startProcess(name, options = {}) {
  const words = Object.entries(options).map(([key, value]) => `${key}=${value}`);
  const child = fork(script(name), words, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const { port } = await new Promise((done, failed) => {
    child.once("message", done);
    child.once("exit", (code) => failed(new Error(`${name} ended with ${code} before it was ready`)));
  });
  const count = () =>
    new Promise((done) => {
      const heard = (said) => said.counts && (child.off("message", heard), done(said.counts));
      child.on("message", heard);
      child.send("count");
    });
  const kill = async () => {
    child.kill("SIGKILL");
    await ended(child);
  };
  return { port, pid: child.pid, count, kill };
}

/** PostgreSQL with the schema, Redis, and MongoDB: the server MONGO_URL names, or the stand-in. */
export async function startTiers() {
  const postgres = await startPostgres();
  const redis = await startRedis();
  const standIn = process.env.MONGO_URL ? undefined : await startProcess("stand-in");
  const mongo = process.env.MONGO_URL ?? `mongodb://127.0.0.1:${standIn.port}`;
  const stop = async () => {
    await standIn?.kill();
    await redis.kill();
    await postgres.stop();
  };
  return { postgres, redis, mongo, mongoIs: standIn ? "the lab's stand-in" : "a MongoDB server", stop };
}

export async function fresh({ postgres, mongo }) {
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  await db.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await db.query(readFileSync(new URL("../schema.sql", import.meta.url), "utf8"));
  await db.end();
  const { MongoClient } = await import("mongodb");
  const client = await new MongoClient(mongo).connect();
  await client.db("messages").collection("bodies").deleteMany({});
  await client.close();
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once("exit", done));
}
