/**
 * The fourth experiment: how long a repair takes when nothing is wrong with the network, by push, by
 * asking once a second, by waiting to be woken, and by waiting for a Redis that is dead.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { median, type Counts } from "./faults.js";
import { happen } from "./play.js";
import type { Stage } from "./stage.js";
import { CLUSTERS, faults } from "./traffic.js";

const INCIDENTS = 10;
const SPAN = 8000;

export function wakeRun(killed: boolean): (stage: Stage, db: unknown, seed: number) => Promise<Counts> {
  return async (stage, _, seed) => {
    if (killed) await stage.cache.kill();
    const incidents = faults(seed, INCIDENTS, SPAN).map((one) => ({ ...one, thinksMs: 20, signals: 1, person: null }));
    await Promise.all(incidents.map((incident) => happen(stage, incident)));
    await sleep(2500);
    const times = CLUSTERS.flatMap((id) => stage.clusters.get(id)!.executions).filter((done) => done.right).map((done) => done.took!);
    return { incidents: incidents.length, repaired: times.length, applyMsMedian: median(times), applyMsMax: Math.max(0, ...times) };
  };
}
