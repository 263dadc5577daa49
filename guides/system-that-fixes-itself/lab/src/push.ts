/**
 * The usual controller, for comparison: it knows every cluster's address and credential, and calls.
 * Checked, it asks the policy first and says which version of the deployment it means.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Recommendation } from "./tasks.js";

/** Address and credential of each cluster, by its id. */
export type Reach = Record<string, { url: string; token: string }>;

export class Push {
  private readonly repairs = new Map<string, number>();
  constructor(private readonly reach: Reach, private readonly policy: string | null) {}

  // begin: push
  async push(advice: Recommendation): Promise<void> {
    const asked = Date.now();
    for (let tries = 0; tries < 40; tries++) {
      const answered = await this.carryOut(advice, Date.now() - asked).catch(() => false);
      if (answered) return;
      await sleep(300);
    }
  }
  // end: push

  private async carryOut(advice: Recommendation, ageMs: number): Promise<boolean> {
    const cluster = this.reach[advice.cluster_id];
    const address = `${cluster.url}/deployments/${advice.deployment}`;
    const change: Record<string, unknown> = { kind: advice.kind, replicas: advice.replicas, by: "controller" };
    if (this.policy) {
      const now = await call("GET", address, cluster.token);
      if (!(await this.allowed(advice, now.body, ageMs, this.repairs.get(address) ?? 0))) return true;
      change.resourceVersion = advice.seen;
    }
    const done = await call("PATCH", address, cluster.token, change);
    if (done.status === 200) this.repairs.set(address, (this.repairs.get(address) ?? 0) + 1);
    return true;
  }

  private async allowed(task: Recommendation, now: any, ageMs: number, repairs: number): Promise<boolean> {
    const input = { task, now, here: task.cluster_id, age_ms: ageMs, repairs_of_it: repairs };
    const answer = await call("POST", `${this.policy}/v1/data/executor/allow`, "", { input });
    return answer.body.result === true;
  }
}

export async function call(method: string, address: string, token: string, body?: object, ms = 1000): Promise<{ status: number; body: any }> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(ms) });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : {} };
}
