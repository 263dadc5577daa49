/**
 * The third experiment: an adviser that is right about one kind of repair and often wrong about
 * another. Live at once, or in Shadow Mode until the record is good enough.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Agreement } from "./agreement.js";
import type { Counts } from "./faults.js";
import { ended, freePort } from "./places.js";
import { happen } from "./play.js";
import { call } from "./push.js";
import { here, type Stage } from "./stage.js";
import { CLUSTERS, type Incident } from "./traffic.js";

/** A kind may be promoted when its agreement is at least this, with 95 % confidence. */
const ENOUGH = 0.9;

export async function shadowRun(stage: Stage, incidents: Incident[], duration: number): Promise<Counts> {
  const desk = await startConsole(stage);
  const promotedAfter: Counts = {};
  const watch = watcher(desk.url, promotedAfter, duration + 4000);
  await Promise.all([watch, ...incidents.map((incident) => happen(stage, incident))]);
  const record = (await call("GET", `${stage.backend}/agreement`, stage.person, undefined, 2000)).body as Agreement[];
  await desk.stop();
  return { ...count(stage, incidents), ...flat(record), ...promotedAfter };
}

/** A person who looks at the console and promotes a kind when its record is good enough. */
async function watcher(url: string, promotedAfter: Counts, ms: number): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(400)) {
    const page = await fetch(url).then((answer) => answer.text(), () => "");
    for (const [, kind, mode, decisions, lower] of page.matchAll(/data-kind="(\w+)" data-mode="(\w+)" data-decisions="(\d+)" data-lower="([\d.]+)"/g)) {
      if (mode !== "shadow" || Number(lower) < ENOUGH) continue;
      await fetch(`${url}/promote`, { method: "POST", body: new URLSearchParams({ kind }), redirect: "manual" });
      promotedAfter[`${kind}PromotedAfter`] = Number(decisions);
    }
  }
}

function count(stage: Stage, incidents: Incident[]): Counts {
  const all = CLUSTERS.flatMap((id) => stage.clusters.get(id)!.executions);
  const machine = all.filter((done) => done.by !== "person");
  return {
    incidents: incidents.length,
    byMachine: machine.length,
    wrong: machine.filter((done) => !done.right).length,
    byPerson: all.length - machine.length,
  };
}

function flat(record: Agreement[]): Counts {
  return Object.fromEntries(record.flatMap(({ kind, decisions, agreed }) => [[`${kind}Decisions`, decisions], [`${kind}Agreed`, agreed]]));
}

async function startConsole(stage: Stage): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const env = { ...process.env, BACKEND: stage.backend, TOKEN: stage.person, NEXT_TELEMETRY_DISABLED: "1" };
  const start = [join(here, "node_modules/next/dist/bin/next"), "start", join(here, "console"), "-p", String(port), "-H", "127.0.0.1"];
  const child = spawn(process.execPath, start, { env, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(url).then((answer) => answer.ok, () => false)) break;
    await sleep(100);
  }
  const stop = async () => {
    child.kill("SIGKILL");
    await ended(child);
  };
  return { url, stop };
}
