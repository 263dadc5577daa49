/**
 * What happens during a run: things break, sensors report it until they are heard, people repair some
 * of it, and links fail. Counts nothing; the clusters write down what was done to them.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "./clusters.js";
import { call } from "./push.js";
import type { Stage } from "./stage.js";
import type { Incident } from "./traffic.js";

export async function happen(stage: Stage, incident: Incident): Promise<void> {
  await sleep(incident.at);
  const cluster = stage.clusters.get(incident.cluster)!;
  const broken = { ...cluster.breaks(incident.deployment, incident.symptom, incident.cure) };
  for (let n = 0; n < incident.signals; n++) report(stage, incident, broken);
  if (incident.person === null) return;
  await sleep(incident.person);
  await repairByHand(stage, incident, broken.resourceVersion);
}

/** A sensor in the cluster sends its signal until the backend has answered. */
async function report(stage: Stage, { cluster, deployment, symptom, thinksMs }: Incident, broken: Deployment): Promise<void> {
  const signal = { deployment, symptom, seen: broken.resourceVersion, replicas: broken.replicas, lab_thinks_ms: thinksMs };
  for (let tries = 0; tries < 60; tries++) {
    const address = `${stage.out.get(cluster)!.url}/signals`;
    const heard = await call("POST", address, stage.tokens.get(cluster)!, signal).catch(() => null);
    if (heard !== null) return;
    await sleep(300);
  }
}

async function repairByHand(stage: Stage, { cluster, deployment, cure }: Incident, seen: number): Promise<void> {
  const place = stage.clusters.get(cluster)!;
  const found = place.deployments.get(deployment)!;
  if (found.trouble === null) return;
  place.change(deployment, cure, cure === "scale" ? found.replicas + 1 : null, "person");
  const act = { clusterId: cluster, deployment, seen, kind: cure };
  await call("POST", `${stage.backend}/acts`, stage.person, act, 2000).catch(() => {});
}

/** Two clusters are cut off and one is deafened for the middle of the run; the fourth is left alone. */
export const BROKEN = ["cluster-0", "cluster-1", "cluster-2"];

export async function breakLinks(stage: Stage, duration: number): Promise<[number, number]> {
  await sleep(duration * 0.3);
  stage.links("cluster-0", "cut");
  stage.links("cluster-1", "cut");
  stage.links("cluster-2", "deaf");
  const from = Date.now();
  await sleep(duration * 0.3);
  for (const id of BROKEN) stage.links(id, "up");
  return [from, Date.now()];
}
