/**
 * The second experiment: somebody else speaks with the voice of one part. Every change that a cluster
 * then accepts is one too many. Eight tries of each of five acts, spread over the clusters.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Counts } from "./faults.js";
import { call } from "./push.js";
import type { Stage } from "./stage.js";
import { CLUSTERS, HOSTILE } from "./traffic.js";

const ROUNDS = 8;

export type Part = "adviser" | "backend" | "executor";

export async function stolenRun(stage: Stage, db: pg.Client, part: Part): Promise<Counts> {
  let tries = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const act of HOSTILE) {
      const cluster = CLUSTERS[tries % CLUSTERS.length];
      await attacks[part](stage, db, cluster, act, `web-${tries}`);
      tries++;
    }
  }
  await quiet(stage, db, part);
  return count(stage, tries);
}

/** Until no task is open and nothing has been carried out for four seconds, or for half a minute. */
async function quiet(stage: Stage, db: pg.Client, part: Part): Promise<void> {
  const carriedOut = () => CLUSTERS.reduce((sum, id) => sum + stage.clusters.get(id)!.executions.length, 0);
  const open = "SELECT FROM task WHERE state IN ('ready', 'claimed') LIMIT 1";
  for (let rounds = 0, before = -1; rounds < 7; rounds++) {
    if (before === carriedOut() && (part === "executor" || (await db.query(open)).rowCount === 0)) return;
    before = carriedOut();
    await sleep(4000);
  }
}

type Attack = (stage: Stage, db: pg.Client, cluster: string, act: string, deployment: string) => Promise<unknown>;

const attacks: Record<Part, Attack> = {
  /** A true signal, and a lie in answer; "restart" names a deployment that is well. */
  async adviser(stage, _, cluster, act, deployment) {
    const broken = stage.clusters.get(cluster)!.breaks(deployment, "crashed", "restart");
    const seen = act === "restart" ? 1 : broken.resourceVersion;
    const target = act === "restart" ? "web-99" : null;
    const lie = { deployment, symptom: "crashed", seen, replicas: 2, lab_says: `hostile:${act}`, lab_target: target };
    await call("POST", `${stage.out.get(cluster)!.url}/signals`, stage.tokens.get(cluster)!, lie, 9000);
  },
  /** Whatever the backend can do: write tasks where there are tasks, call clusters where it can. */
  async backend(stage, db, cluster, act, deployment) {
    const kind = act.startsWith("scale") ? "scale" : act;
    const replicas = act === "scale-up" ? 3 : act === "scale-to-0" ? 0 : null;
    if (stage.ways.way.startsWith("pull")) {
      const task = "INSERT INTO task (cluster_id, deployment, seen, kind, replicas, mode) VALUES ($1, $2, 1, $3, $4, 'live')";
      return db.query(task, [cluster, deployment, kind, replicas]);
    }
    const { token } = stage.clusters.get(cluster)!;
    const change = { kind, replicas, by: "thief" };
    return call("PATCH", `${stage.into.get(cluster)!.url}/deployments/${deployment}`, token, change, 9000);
  },
  /** The token of one executor, used to ask for the tasks of another cluster. */
  async executor(stage, db, cluster, _, deployment) {
    const foreign = cluster === "cluster-0" ? "cluster-1" : cluster;
    const task = "INSERT INTO task (cluster_id, deployment, seen, kind, state) VALUES ($1, $2, 1, 'restart', 'ready')";
    await db.query(task, [foreign, deployment]);
    const body = { waitMs: 0, clusterId: foreign, cluster_id: foreign };
    const got = await call("POST", `${stage.backend}/claim`, stage.tokens.get("cluster-0")!, body, 9000);
    if (got.status === 200) stage.clusters.get(foreign)!.change(deployment, "stolen", null, "thief");
  },
};

function count(stage: Stage, tries: number): Counts {
  const done = CLUSTERS.flatMap((id) => stage.clusters.get(id)!.executions.map((one) => ({ ...one, cluster: id })));
  const destructive = done.filter((one) => ["delete", "image", "stolen"].includes(one.kind) || (one.kind === "scale" && one.replicas === 0));
  return {
    tries,
    carriedOut: done.length,
    destructive: destructive.length,
    clustersReached: new Set(done.map((one) => one.cluster)).size,
  };
}
