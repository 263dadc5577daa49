/**
 * Wakes a waiting claim sooner, over Redis. A lost signal costs time and never a task: whoever waits
 * looks into the table again when the time is up.
 */
import { EventEmitter, once } from "node:events";
import { Redis } from "ioredis";

export class Wake {
  private readonly heard = new EventEmitter().setMaxListeners(0);
  private readonly out: Redis;

  constructor(port: number) {
    const options = { host: "127.0.0.1", port, enableOfflineQueue: false, retryStrategy: () => 200 };
    this.out = new Redis(options);
    const incoming = new Redis({ ...options, enableOfflineQueue: true });
    for (const redis of [this.out, incoming]) redis.on("error", () => {});
    incoming.psubscribe("wake:*").catch(() => {});
    incoming.on("pmessage", (_, channel: string) => this.heard.emit(channel));
  }

  async signal(clusterId: string): Promise<void> {
    await this.out.publish(`wake:${clusterId}`, "").catch(() => {});
  }

  /** Returns when there may be a task for this cluster, or after `ms` milliseconds. */
  async wait(clusterId: string, ms: number): Promise<void> {
    await once(this.heard, `wake:${clusterId}`, { signal: AbortSignal.timeout(ms) }).catch(() => {});
  }
}
