/**
 * The fourth experiment: how long a repair takes when nothing is wrong with the network, by push, by
 * asking once a second, by waiting to be woken, and by waiting for a Redis that is dead.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { median, type Counts } from "./faults.js";
import { happen } from "./play.js";
import type { Stage } from "./stage.js";
import { CLUSTERS, type Incident } from "./traffic.js";

export async function wakeRun(stage: Stage, traffic: Incident[], killed: boolean): Promise<Counts> {
  if (killed) await stage.cache.kill();
  const incidents = traffic.map((one) => ({ ...one, thinksMs: 20, signals: 1, person: null }));
  await Promise.all(incidents.map((incident) => happen(stage, incident)));
  await sleep(2500);
  const times = CLUSTERS.flatMap((id) => stage.clusters.get(id)!.executions).filter((done) => done.right).map((done) => done.took!);
  return { incidents: incidents.length, repaired: times.length, applyMsMedian: median(times), applyMsMax: Math.max(0, ...times) };
}
