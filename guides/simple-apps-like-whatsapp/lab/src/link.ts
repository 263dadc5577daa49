/**
 * One person's network: a TCP relay that holds every byte back for a while, can be cut, and can go
 * silent without closing, as a phone's connection does when it changes networks.
 */
import { createServer, connect, type Server, type Socket } from "node:net";
import type { Chance } from "./chance.js";

export class Link {
  private open = new Set<Socket>();
  private silent = new Set<Socket>();
  private down = false;
  private server: Server;

  /** `delay` is one way, in milliseconds; each piece takes up to a fifth more or less. */
  constructor(private target: number, private delay: number, private chance: Chance) {
    this.server = createServer((near) => this.join(near));
  }

  listen(): Promise<string> {
    return new Promise((ready) =>
      this.server.listen(0, "127.0.0.1", () =>
        ready(`http://127.0.0.1:${(this.server.address() as { port: number }).port}`)));
  }

  /** Breaks what is open and refuses new connections for `ms`. */
  cut(ms: number): void {
    this.down = true;
    for (const socket of this.open) socket.destroy();
    setTimeout(() => (this.down = false), ms);
  }

  /** What is open carries nothing any more and does not say so. New connections work. */
  swallow(): void {
    this.silent = new Set(this.open);
  }

  close(): void {
    this.server.close();
    for (const socket of this.open) socket.destroy();
  }

  private join(near: Socket): void {
    if (this.down) return void near.destroy();
    const far = connect(this.target, "127.0.0.1");
    for (const [from, to] of [[near, far], [far, near]]) {
      from.setNoDelay(true);
      this.open.add(from);
      let last = 0;
      from.on("data", (data) => {
        const due = performance.now() + this.delay * (0.8 + 0.4 * this.chance());
        last = Math.max(last, due); // TCP keeps order, so a quick piece waits for a slow one
        setTimeout(() => this.silent.has(from) || to.destroyed || to.write(data), last - performance.now());
      });
      from.on("error", () => {});
      from.on("close", () => {
        this.open.delete(from);
        if (!this.silent.has(from)) to.destroy();
      });
    }
  }
}
