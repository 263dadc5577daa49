/**
 * Everything that runs during one run: clusters, links, adviser, policy point, backend, executors.
 * Starts and stops them; what happens on the stage is written in play.ts.
 */
import { fork, spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Cluster } from "./clusters.js";
import { startIssuer, type Issuer } from "./identity.js";
import { Link, type LinkState } from "./link.js";
import { Cache, ended, freePort } from "./places.js";
import { CLUSTERS, names } from "./traffic.js";

export const here = new URL("..", import.meta.url).pathname;
const python = join(here, ".venv/bin/python");

export interface Ways {
  way: "push" | "push-checked" | "pull" | "pull-deny";
  /** How long a claim may wait at the backend, and how long an executor pauses after none. */
  waitMs: number;
  pauseMs: number;
  wake: boolean;
}

export class Stage {
  readonly clusters = new Map<string, Cluster>();
  /** From each cluster to the backend, and from the backend to each cluster. */
  readonly out = new Map<string, Link>();
  readonly into = new Map<string, Link>();
  readonly tokens = new Map<string, string>();
  readonly cache = new Cache(0);
  private readonly children: ChildProcess[] = [];
  private issuer!: Issuer;
  backend = "";
  person = "";

  constructor(readonly ways: Ways, private readonly postgres: string, private readonly perCluster: number) {}

  async start(): Promise<void> {
    this.issuer = await startIssuer(await freePort());
    this.person = await this.issuer.sign({ role: "person", clusterId: "" });
    const port = await freePort();
    this.backend = `http://127.0.0.1:${port}`;
    for (const id of CLUSTERS) await this.startCluster(id, port);
    const adviser = await this.startPython("adviser:app");
    const policy = this.ways.way === "push-checked" ? await this.startPython("policy_point:app") : "";
    if (this.ways.wake) await this.startCache();
    await this.startBackend(port, adviser, policy);
    if (this.ways.way.startsWith("pull")) await Promise.all(CLUSTERS.map((id) => this.startExecutor(id)));
  }

  /** A run in which a part died of its own is not worth counting. */
  check(): void {
    const dead = this.children.find((child) => child.exitCode !== null || child.signalCode !== null);
    if (dead) throw new Error(`a part ended during the run: ${dead.spawnargs.slice(0, 3).join(" ")}`);
  }

  async stop(): Promise<void> {
    for (const child of this.children) child.kill("SIGKILL");
    await Promise.all(this.children.map(ended));
    await this.cache.kill();
    for (const part of [...this.clusters.values(), ...this.out.values(), ...this.into.values()]) part.stop();
    this.issuer.stop();
  }

  links(id: string, state: LinkState): void {
    this.out.get(id)!.set(state);
    this.into.get(id)!.set(state);
  }

  private async startCluster(id: string, backend: number): Promise<void> {
    const cluster = new Cluster(id, names(this.perCluster));
    const port = await freePort();
    await cluster.start(port);
    const [out, into] = [new Link(), new Link()];
    await out.start(await freePort(), backend);
    await into.start(await freePort(), port);
    this.clusters.set(id, cluster);
    this.out.set(id, out);
    this.into.set(id, into);
    this.tokens.set(id, await this.issuer.sign({ role: "executor", clusterId: id }));
  }

  private async startPython(app: string): Promise<string> {
    const port = await freePort();
    const options = ["-m", "uvicorn", app, "--port", String(port), "--log-level", "critical"];
    this.children.push(spawn(python, options, { cwd: join(here, "python"), stdio: "ignore" }));
    const address = `http://127.0.0.1:${port}`;
    for (let tries = 0; tries < 200; tries++) {
      if (await fetch(`${address}/openapi.json`).then((answer) => answer.ok, () => false)) return address;
      await sleep(50);
    }
    throw new Error(`${app} did not start within ten seconds`);
  }

  private async startCache(): Promise<void> {
    Object.assign(this.cache, { port: await freePort() });
    await this.cache.start();
  }

  private async startBackend(port: number, adviser: string, policy: string): Promise<void> {
    const pushes = this.ways.way.startsWith("push");
    const reach = CLUSTERS.map((id) => [id, { url: this.into.get(id)!.url, token: this.clusters.get(id)!.token }]);
    const env = {
      ...process.env,
      LAB_WAY: this.ways.way,
      LAB_PORT: String(port),
      LAB_POSTGRES: this.postgres,
      LAB_ISSUER: this.issuer.url,
      LAB_ADVISER: adviser,
      LAB_POLICY: policy,
      LAB_REDIS: this.ways.wake ? String(this.cache.port) : "",
      LAB_REACH: JSON.stringify(pushes ? Object.fromEntries(reach) : {}), // a backend that pulls has no use for it
    };
    const child = fork(new URL("./backend.js", import.meta.url), { env });
    this.children.push(child);
    await new Promise<void>((ready, failed) => child.once("message", () => ready()).once("exit", () => failed(new Error("the backend did not start"))));
  }

  private async startExecutor(id: string): Promise<void> {
    const cluster = this.clusters.get(id)!;
    const env = {
      ...process.env,
      LAB_BACKEND: this.out.get(id)!.url,
      LAB_CLUSTER: cluster.url,
      LAB_CLUSTER_ID: id,
      LAB_TOKEN: this.tokens.get(id)!,
      LAB_LOCAL_TOKEN: cluster.token,
      LAB_CAREFUL: this.ways.way === "pull-deny" ? "yes" : "no",
      LAB_WAIT: String(this.ways.waitMs),
      LAB_PAUSE: String(this.ways.pauseMs),
    };
    const child = spawn(python, ["executor.py"], { cwd: join(here, "python"), env, stdio: ["ignore", "pipe", "inherit"] });
    this.children.push(child);
    await new Promise<void>((ready) => child.stdout!.once("data", () => ready()));
  }
}
