/**
 * Plays arrivals to two server processes while Redis is killed for the middle third of the run and
 * one server is killed in the last. Whatever is not answered with success is delivered again.
 */
import { fork, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { ended, freePort, type Cache } from "./places.js";
import type { Arrival } from "./traffic.js";

export interface Surroundings {
  postgres: string;
  cache: Cache;
  /** Address of the provider that payouts are sent to. */
  provider: string;
}

export interface Played {
  deliveries: number;
  /** Answers 503: the work was refused and asked for again. */
  refused: number;
  /** No answer, or another failure: asked for again. */
  failed: number;
  /** Given up after all tries. */
  abandoned: number;
  /** Milliseconds from asking to a successful answer, first tries only, sorted. */
  answerTimes: number[];
}

const TRIES = 40;
const PAUSE = 300;

class Servers {
  readonly ports: number[] = [];
  private readonly children: ChildProcess[] = [];
  constructor(private readonly way: string, private readonly around: Surroundings) {}

  async start(n: number): Promise<void> {
    this.ports[n] ??= await freePort();
    const env = {
      ...process.env,
      LAB_WAY: this.way,
      LAB_PORT: String(this.ports[n]),
      LAB_POSTGRES: this.around.postgres,
      LAB_REDIS: String(this.around.cache.port),
      LAB_PROVIDER: this.around.provider,
    };
    const child = fork(new URL("./server.js", import.meta.url), { env });
    this.children[n] = child;
    await new Promise<void>((ready) => child.once("message", () => ready()));
  }

  async kill(n: number): Promise<void> {
    this.children[n].kill("SIGKILL");
    await ended(this.children[n]);
  }
}

export async function play(way: string, arrivals: Arrival[], duration: number, around: Surroundings): Promise<Played> {
  const servers = new Servers(way, around);
  await around.cache.start();
  await Promise.all([servers.start(0), servers.start(1)]);
  const played: Played = { deliveries: 0, refused: 0, failed: 0, abandoned: 0, answerTimes: [] };
  const deliveries = arrivals.map((arrival) => deliver(arrival, servers, played));
  await Promise.all([trouble(servers, around.cache, duration), ...deliveries]);
  await sleep(2000); // the last sweep
  await Promise.all([servers.kill(0), servers.kill(1), around.cache.kill()]);
  played.answerTimes.sort((a, b) => a - b);
  return played;
}

async function trouble(servers: Servers, cache: Cache, duration: number): Promise<void> {
  await sleep(duration / 3);
  await cache.kill();
  await sleep(duration / 3);
  await cache.start();
  await sleep(duration / 6);
  await servers.kill(1);
  await servers.start(1);
}

async function deliver(arrival: Arrival, servers: Servers, played: Played): Promise<void> {
  await sleep(Math.max(0, arrival.at));
  for (let tries = 0; tries < TRIES; tries++) {
    const port = servers.ports[(arrival.server + tries) % 2];
    const asked = performance.now();
    const status = await post(`http://127.0.0.1:${port}${arrival.path}`, arrival.body);
    played.deliveries++;
    if (status >= 200 && status < 300) {
      if (tries === 0) played.answerTimes.push(performance.now() - asked);
      return;
    }
    if (status === 503) played.refused++;
    else played.failed++;
    await sleep(PAUSE);
  }
  played.abandoned++;
}

/** The status, or 0 without an answer. */
async function post(url: string, body: object): Promise<number> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
