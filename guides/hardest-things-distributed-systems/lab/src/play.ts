/**
 * Plays one seed's traffic to two shop servers, with the trouble the experiment asks for, and waits
 * until what can settle has settled. Callbacks are delivered once, to whichever server; a callback
 * that meets a dead server or an error is lost, as the provider promises nothing more.
 */
import { fork, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Cache, ended, freePort } from "./places.js";
import { Provider } from "./provider.js";
import { random, type Intent, type Traffic } from "./traffic.js";

export interface Ways {
  shelf: string;
  keyed: boolean;
  payments: "believe" | "verify";
  sweep: string;
}

export interface Setting {
  postgres: string;
  seed: number;
  duration: number;
  /** The longest wait after the last order, for what is late. */
  rest: number;
  /** Whether nothing is left to wait for. */
  settled(): Promise<boolean>;
  /** Kill Redis and one server on the way. */
  kills: boolean;
  /** The provider answers no question from the first to the second share of the duration. */
  outage: [number, number] | null;
}

export interface Played {
  provider: Provider;
  requests: number;
  /** Answers to these that were neither an order nor "sold out"; the device asked again. */
  errors: number;
  /** Requests for an order that ended in an error after all tries. */
  failed: number;
  /** The lab's clock at the start of the run. */
  began: number;
  outage: [number, number] | null;
}

export async function play(ways: Ways, traffic: Traffic, setting: Setting): Promise<Played> {
  const shop = new Shop(ways, setting.postgres);
  const cache = new Cache(await freePort());
  const next = random(setting.seed + 1000);
  const pick = () => (next() < 0.5 ? 0 : 1);
  const lost = (path: string, body: object) => void post(shop.address(pick()) + path, body);
  const provider = new Provider(new Map(traffic.intents.map((intent) => [intent.intent, intent])), lost);
  await provider.start(await freePort());
  await cache.start();
  await Promise.all([shop.start(0, provider.url, cache.port), shop.start(1, provider.url, cache.port)]);
  const began = Date.now();
  const played: Played = { provider, requests: 0, errors: 0, failed: 0, began, outage: null };
  if (setting.outage) played.outage = [began + setting.outage[0] * setting.duration, began + setting.outage[1] * setting.duration];
  await Promise.all([
    ...traffic.intents.flatMap((intent) => intent.sent.map((at) => order(intent, at, pick(), shop, played))),
    setting.kills ? kills(shop, cache, provider.url, setting.duration) : null,
    setting.outage ? outage(provider, setting) : null,
  ]);
  for (const end = Date.now() + setting.rest; Date.now() < end && !(await setting.settled()); ) await sleep(500);
  await Promise.all([shop.kill(0), shop.kill(1), cache.kill()]);
  provider.stop();
  return played;
}

class Shop {
  private readonly ports: number[] = [];
  private readonly children: ChildProcess[] = [];
  constructor(private readonly ways: Ways, private readonly postgres: string) {}

  address(n: number): string {
    return `http://127.0.0.1:${this.ports[n]}`;
  }

  async start(n: number, provider: string, redis: number): Promise<void> {
    this.ports[n] ??= await freePort();
    const env = {
      ...process.env,
      LAB_SHELF: this.ways.shelf,
      LAB_KEYED: this.ways.keyed ? "yes" : "no",
      LAB_PAYMENTS: this.ways.payments,
      LAB_SWEEP: this.ways.sweep,
      LAB_PORT: String(this.ports[n]),
      LAB_POSTGRES: this.postgres,
      LAB_PROVIDER: provider,
      LAB_REDIS: String(redis),
    };
    this.children[n] = fork(new URL("./server.js", import.meta.url), { env });
    await new Promise<void>((ready) => this.children[n].once("message", () => ready()));
  }

  async kill(n: number): Promise<void> {
    this.children[n].kill("SIGKILL");
    await ended(this.children[n]);
  }
}

/** A device that sends its wish until it gets an answer, to the other server after a failure. */
async function order(intent: Intent, at: number, server: number, shop: Shop, played: Played): Promise<void> {
  await sleep(at);
  for (let tries = 0; tries < 10; tries++) {
    played.requests++;
    const body = { intent: intent.intent, variantId: intent.variantId };
    const status = await post(`${shop.address((server + tries) % 2)}/orders`, body);
    if (status === 201 || status === 409) return;
    played.errors++;
    await sleep(300);
  }
  played.failed++;
}

async function kills(shop: Shop, cache: Cache, provider: string, duration: number): Promise<void> {
  await sleep(duration / 3);
  await cache.kill();
  await sleep(duration / 6);
  await cache.start();
  await sleep(duration / 6);
  await shop.kill(1);
  await shop.start(1, provider, cache.port);
}

async function outage(provider: Provider, { outage, duration }: Setting): Promise<void> {
  const [from, to] = outage!;
  await sleep(from * duration);
  provider.down = true;
  await sleep((to - from) * duration);
  provider.down = false;
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
