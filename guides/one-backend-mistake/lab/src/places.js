/**
 * Starts what is compared and what it needs, on free ports of the loopback address, and ends it all:
 * a PostgreSQL of the lab's own, Next.js, and Django under two servers. Measures nothing.
 */
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const here = new URL("..", import.meta.url).pathname;
const python = (name) => join(here, ".venv/bin", name);

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
  const folder = mkdtempSync(join(tmpdir(), "backend-lab-"));
  if (as.uid) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const quietly = { ...as, cwd: folder, stdio: "ignore" };
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "lab", "--auth=trust", "--no-locale", "-E", "UTF8"], quietly);
  const port = await freePort();
  const words = ["-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder, "-c", "max_connections=300"];
  const server = spawn(join(bin, "postgres"), words, quietly);
  const url = `postgres://lab@127.0.0.1:${port}/postgres`;
  const version = await answers(url);
  const stop = async () => {
    server.kill("SIGINT");
    await new Promise((done) => server.once("exit", done));
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

export async function fresh(url) {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  await db.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await db.query(readFileSync(join(here, "schema.sql"), "utf8"));
  await db.end();
}

/** One process each (gunicorn keeps a second one that only watches), as their manuals start them. */
const COMMANDS = {
  "Next.js": (port) => ["node", [join(here, "node_modules/next/dist/bin/next"), "start", "next", "-p", port, "-H", "127.0.0.1"], here],
  Django: (port) => [python("gunicorn"), ["--workers", 1, "--threads", 4, "--bind", `127.0.0.1:${port}`, "board.wsgi"], join(here, "django")],
  "Django, asynchronous": (port) => [python("uvicorn"), ["--host", "127.0.0.1", "--port", port, "--log-level", "error", "--lifespan", "off", "board.asgi:application"], join(here, "django")],
};

/** Starts one and waits for its first page. `coldMs` is the time from the command to that page. */
export async function serve(name, database) {
  const port = await freePort();
  const [program, words, cwd] = COMMANDS[name](port);
  const env = { ...process.env, DATABASE_URL: database, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const began = performance.now();
  const child = spawn(program, words.map(String), { cwd, env, stdio: "ignore", detached: true });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/projects/7`).then((page) => page.ok, () => false))) {
    if (performance.now() - began > 60000) throw new Error(`${name} did not start within a minute`);
    await sleep(5);
  }
  const coldMs = Math.round(performance.now() - began);
  const ended = new Promise((done) => child.once("exit", done));
  const stop = async () => {
    process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  return { name, port, url, coldMs, pid: child.pid, stop };
}

/** The processes of a server: the one that was started, and its children. */
function family(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return [pid, ...children.flatMap(family)];
}

/** Processor time of a whole server since it started, in milliseconds. Linux only. */
export function cpuMs({ pid }) {
  const ticks = family(pid).map((id) => {
    const fields = readFileSync(`/proc/${id}/stat`, "utf8").split(") ")[1].split(" ");
    return Number(fields[11]) + Number(fields[12]);
  });
  return 10 * ticks.reduce((a, b) => a + b, 0);
}

/** Memory of a whole server, what is shared counted in parts, in MiB. Linux only. */
export function memoryMiB({ pid }) {
  const parts = family(pid).map((id) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]));
  return Math.round(parts.reduce((a, b) => a + b, 0) / 102.4) / 10;
}
