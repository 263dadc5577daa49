/** The first experiment: broken links, doubled signals, stale advice, and people who were faster. */
import { setTimeout as sleep } from "node:timers/promises";
import { BROKEN, breakLinks, happen } from "./play.js";
import type { Stage } from "./stage.js";
import { CLUSTERS, type Incident } from "./traffic.js";

export type Counts = Record<string, number>;

export async function faultsRun(stage: Stage, incidents: Incident[], duration: number): Promise<Counts> {
  const [window] = await Promise.all([breakLinks(stage, duration), ...incidents.map((incident) => happen(stage, incident))]);
  const broken = () => [...stage.clusters.values()].some((one) => [...one.deployments.values()].some(({ trouble }) => trouble !== null));
  for (const end = Date.now() + 20_000; Date.now() < end && broken(); ) await sleep(200);
  await sleep(4000); // whatever still acts, acts now
  return count(stage, incidents, window);
}

function count(stage: Stage, incidents: Incident[], [from, to]: [number, number]): Counts {
  const all = CLUSTERS.flatMap((id) => stage.clusters.get(id)!.executions.map((done) => ({ ...done, cluster: id })));
  const machine = all.filter((done) => done.by !== "person");
  const repaired = machine.filter((done) => done.right);
  const wrong = machine.filter((done) => !done.right);
  const during = wrong.filter((done) => BROKEN.includes(done.cluster) && done.at >= from && done.at < to);
  const quiet = repaired.filter((done) => done.cluster === "cluster-3").map((done) => done.took!);
  const waited = repaired.filter((done) => BROKEN.includes(done.cluster) && done.at - done.took! < to && done.at >= to);
  const open = CLUSTERS.flatMap((id) => [...stage.clusters.get(id)!.deployments.values()]).filter((one) => one.trouble !== null);
  return {
    incidents: incidents.length,
    repairedByMachine: repaired.length,
    repairedByPerson: all.length - machine.length,
    leftBroken: open.length,
    wrong: wrong.length,
    wrongInPartition: during.length,
    waitedForHealing: waited.length,
    afterHealingMsMedian: median(waited.map((done) => done.at - to)),
    afterHealingMsMax: Math.max(0, ...waited.map((done) => done.at - to)),
    applyMsMedian: median(quiet),
  };
}

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
