/**
 * The network between a cluster and the rest of the world, in one direction of calling: a relay that
 * can be cut, so that nothing passes, or deafened, so that requests arrive and answers do not.
 */
import { connect, createServer, type Server, type Socket } from "node:net";

export type LinkState = "up" | "cut" | "deaf";

export class Link {
  state: LinkState = "up";
  url = "";
  private server!: Server;
  private readonly open = new Set<Socket>();

  async start(port: number, to: number): Promise<void> {
    this.server = createServer({ noDelay: true }, (near) => this.relay(near, to));
    await new Promise<void>((ready) => this.server.listen(port, "127.0.0.1", ready));
    this.url = `http://127.0.0.1:${port}`;
  }

  set(state: LinkState): void {
    this.state = state;
    for (const socket of this.open) socket.destroy();
  }

  stop(): void {
    this.set("cut");
    this.server.close();
  }

  private relay(near: Socket, to: number): void {
    const far = connect({ port: to, host: "127.0.0.1", noDelay: true });
    for (const socket of [near, far]) {
      this.open.add(socket);
      socket.on("error", () => {}).on("close", () => {
        this.open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (piece) => this.state !== "cut" && far.write(piece));
    far.on("data", (piece) => this.state === "up" && near.write(piece));
  }
}
