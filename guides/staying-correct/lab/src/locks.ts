/**
 * One lock in Redis, with two answers to the question what to do when Redis cannot be asked.
 * The lock expires by itself, so it is a courtesy between servers and no proof of being alone.
 */
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";

/** The work was not done, and may be asked for again. */
export class Refused extends Error {}

/** How long a holder may take before the lock is anybody's, in milliseconds. */
export const LEASE = 1000;

const RELEASE = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end`;

export function connect(port: number): Redis {
  const redis = new Redis({
    port,
    host: "127.0.0.1",
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 200,
    retryStrategy: () => 100,
  });
  redis.on("error", () => {}); // every command reports its own failure
  return redis;
}

async function take(redis: Redis, name: string, token: string): Promise<boolean> {
  return (await redis.set(name, token, "PX", LEASE, "NX")) === "OK";
}

async function give(redis: Redis, name: string, token: string): Promise<void> {
  await redis.eval(RELEASE, 1, name, token).catch(() => {}); // else it expires
}

/** Fails open: without Redis, everybody goes ahead. */
export class OpenLock {
  constructor(private readonly redis: Redis) {}

  async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    const token = randomUUID();
    const free = await take(this.redis, name, token).catch(() => true);
    if (!free) throw new Refused("busy");
    return work().finally(() => give(this.redis, name, token));
  }
}

// begin: closed
/** Fails closed: without Redis, nobody does. */
export class ClosedLock {
  constructor(private readonly redis: Redis) {}

  async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    const token = randomUUID();
    const free = await take(this.redis, name, token).catch(() => false);
    if (!free) throw new Refused("busy, or the lock cannot be asked");
    return work().finally(() => give(this.redis, name, token));
  }
}
// end: closed
