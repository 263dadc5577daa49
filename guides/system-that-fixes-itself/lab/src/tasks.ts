/**
 * Tasks: enqueued once for each observed state, claimed by one executor for a while, reported.
 * Nothing in here knows the address of a cluster.
 */
import type { Pool } from "pg";

export interface Recommendation {
  cluster_id: string;
  deployment: string;
  /** The deployment's version when the symptom was seen. */
  seen: number;
  kind: string;
  replicas: number | null;
}

export interface Task extends Recommendation {
  id: number;
  mode: "shadow" | "live";
  age_ms: number;
}

// begin: claim
const CLAIM = `
  UPDATE task SET state = 'claimed', lease_until = now() + interval '1.5 seconds'
  WHERE id = (
    SELECT id FROM task
    WHERE cluster_id = $1
      AND (state = 'ready' OR state = 'claimed' AND lease_until < now())
    ORDER BY id LIMIT 1
    FOR UPDATE SKIP LOCKED
  )
  RETURNING id, cluster_id, deployment, seen, kind, replicas, mode,
    (extract(epoch FROM now() - advised_at) * 1000)::int AS age_ms`;
// end: claim

export class Tasks {
  constructor(private readonly pool: Pool, private readonly careful: boolean) {}

  // begin: enqueue
  async enqueue(advice: Recommendation, from: string): Promise<void> {
    if (this.careful && advice.cluster_id !== from) return;
    const once = this.careful ? `${from}/${advice.deployment}/${advice.seen}` : null;
    await this.pool.query(
      `INSERT INTO task (cluster_id, deployment, seen, kind, replicas, once, mode)
       VALUES ($1, $2, $3, $4, $5, $6, coalesce((SELECT mode FROM kind WHERE kind = $4), 'shadow'))
       ON CONFLICT (once) DO NOTHING`,
      [advice.cluster_id, advice.deployment, advice.seen, advice.kind, advice.replicas, once],
    );
  }
  // end: enqueue

  async claim(clusterId: string): Promise<Task | null> {
    const claimed = await this.pool.query(CLAIM, [clusterId]);
    return claimed.rows[0] ?? null;
  }

  async report(id: number, clusterId: string, outcome: string): Promise<void> {
    const state = ["done", "would"].includes(outcome) ? "done" : "refused";
    await this.pool.query("UPDATE task SET state = $3, outcome = $4 WHERE id = $1 AND cluster_id = $2", [id, clusterId, state, outcome]);
  }
}
