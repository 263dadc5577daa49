/**
 * Stand-ins for Kubernetes clusters: deployments with a resourceVersion, behind an address that takes
 * a bearer token and refuses a change meant for another version. Each writes down what was done to it.
 * No Kubernetes is in here; nothing is scheduled, and a restart takes no time.
 */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";

export type Symptom = "crashed" | "overloaded";

export interface Deployment {
  resourceVersion: number;
  ready: boolean;
  replicas: number;
  /** What is wrong with it, and which kind of repair helps. */
  trouble: { symptom: Symptom; cure: string; since: number } | null;
}

/** One change that somebody made, and whether it was what the deployment needed. */
export interface Execution {
  deployment: string;
  kind: string;
  replicas: number | null;
  by: string;
  at: number;
  right: boolean;
  /** Milliseconds from the trouble to its repair. */
  took: number | null;
}

export class Cluster {
  readonly token = randomUUID();
  readonly deployments = new Map<string, Deployment>();
  readonly executions: Execution[] = [];
  private server!: Server;
  url = "";

  constructor(readonly id: string, deployments: string[]) {
    for (const name of deployments) this.deployments.set(name, { resourceVersion: 1, ready: true, replicas: 2, trouble: null });
  }

  async start(port: number): Promise<void> {
    this.server = createServer(async (request, response) => {
      const [status, body] = await this.answer(request);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((ready) => this.server.listen(port, "127.0.0.1", ready));
    this.url = `http://127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  breaks(name: string, symptom: Symptom, cure: string): Deployment {
    const deployment = this.deployments.get(name)!;
    deployment.trouble = { symptom, cure, since: Date.now() };
    deployment.ready = symptom !== "crashed";
    deployment.resourceVersion++;
    return deployment;
  }

  /** Somebody changes a deployment. A cure ends its trouble; anything else was wrong to do. */
  change(name: string, kind: string, replicas: number | null, by: string): void {
    const deployment = this.deployments.get(name)!;
    const right = deployment.trouble?.cure === kind && (kind !== "scale" || replicas === deployment.replicas + 1);
    const took = right ? Date.now() - deployment.trouble!.since : null;
    this.executions.push({ deployment: name, kind, replicas, by, at: Date.now(), right, took });
    deployment.resourceVersion++;
    if (kind === "scale" && replicas !== null) deployment.replicas = replicas;
    if (!right) return;
    deployment.trouble = null;
    deployment.ready = true;
  }

  private async answer(request: IncomingMessage): Promise<[number, object]> {
    if (request.headers.authorization !== `Bearer ${this.token}`) return [401, {}];
    const name = request.url!.split("/").at(-1)!;
    const deployment = this.deployments.get(name);
    if (!deployment) return [404, {}];
    const { trouble, ...visible } = deployment;
    if (request.method === "GET") return [200, visible];
    let text = "";
    for await (const piece of request) text += piece;
    const { kind, replicas, by, resourceVersion } = JSON.parse(text);
    if (resourceVersion !== undefined && resourceVersion !== deployment.resourceVersion) return [409, {}];
    this.change(name, kind, replicas, by);
    return [200, {}];
  }
}
