/**
 * A PostgreSQL and a Redis of the lab's own, in a temporary folder, gone when it ends.
 * Touches no server that is already running, and listens on the loopback address only.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** Below the ports that systems lend to outgoing connections, so that nobody takes it in between. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const free = await new Promise<boolean>((tell) => {
      server.once("error", () => tell(false)).listen(port, "127.0.0.1", () => tell(true));
    });
    if (!free) continue;
    await new Promise((closed) => server.close(closed));
    return port;
  }
}

/** Where PostgreSQL's server programs are: PG_BIN, Debian's place, or wherever `pg_config` says. */
function postgresPrograms(): string {
  if (process.env.PG_BIN) return process.env.PG_BIN;
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).sort((a, b) => b - a) : [];
  const found = versions.map((v) => join(debian, String(v), "bin")).find((dir) => existsSync(join(dir, "initdb")));
  return found ?? execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim();
}

/** PostgreSQL refuses to run as root; then the account that its package made is used. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

export interface Postgres {
  url: string;
  version: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const bin = postgresPrograms();
  const as = owner();
  const folder = mkdtempSync(join(tmpdir(), "executor-lab-"));
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!);
  const data = join(folder, "data");
  const make = ["-D", data, "-U", "lab", "--auth=trust", "--encoding=UTF8", "--no-locale"];
  execFileSync(join(bin, "initdb"), make, { ...as, cwd: folder, stdio: "ignore" });
  const port = await freePort();
  const serve = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
  const server = spawn(join(bin, "postgres"), serve, { ...as, cwd: folder, stdio: "ignore" });
  const url = `postgres://lab@127.0.0.1:${port}/postgres`;
  const version = await answers(url);
  const stop = async () => {
    server.kill("SIGINT");
    await ended(server);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, version, stop };
}

async function answers(url: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return (await client.query("SHOW server_version")).rows[0].server_version;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error("PostgreSQL did not start within ten seconds");
}

/** A Redis that keeps nothing on disk: what it knew is lost when it is killed, as in a real outage. */
export class Cache {
  private server?: ChildProcess;
  constructor(readonly port: number) {}

  async start(): Promise<void> {
    const options = ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    this.server = spawn("redis-server", options, { stdio: "ignore", cwd: tmpdir() });
    await sleep(300);
  }

  async kill(): Promise<void> {
    this.server?.kill("SIGKILL");
    if (this.server) await ended(this.server);
  }

  static version(): string {
    const text = execFileSync("redis-server", ["--version"], { encoding: "utf8" });
    return /v=(\S+)/.exec(text)?.[1] ?? text.trim();
  }
}

export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once("exit", () => done()));
}
