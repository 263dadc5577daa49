/**
 * Request and response: eight connections that ask again as soon as they are answered. Counts
 * answers, their times, and the processor time the server took for them.
 */
import { Agent, request } from "node:http";
import { cpuMs, memoryMiB } from "./places.js";

export const KINDS = {
  list: (n) => ({ method: "GET", path: `/api/projects/${1 + (n % 50)}/items` }),
  page: (n) => ({ method: "GET", path: `/projects/${1 + (n % 50)}` }),
  create: (n) => ({ method: "POST", path: `/api/projects/${1 + (n % 50)}/items`, body: JSON.stringify({ title: `made ${n}` }) }),
};

export function ask(port, { method, path, body }, agent) {
  const headers = body && { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((done, failed) => {
    const asked = request({ host: "127.0.0.1", port, method, path, headers, agent }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => done({ status: response.statusCode, body: Buffer.concat(parts) }));
      response.on("error", failed);
    });
    asked.on("error", failed);
    asked.end(body);
  });
}

const COLD = 200; // the first requests of a new process, counted by themselves

/**
 * `warm` requests that are not counted, then `count` that are, so that V8, which compiles
 * while a program runs, has seen the same work on every machine before the count begins.
 */
export async function load(server, kind, { warm, count }, connections = 8) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  let failed = 0;
  let bytes = 0;
  let n = 0;
  const worker = async (end) => {
    while (n < end) {
      const from = performance.now();
      const answer = await ask(server.port, KINDS[kind](n++), agent).catch(() => ({ status: 0, body: "" }));
      if (answer.status < 200 || answer.status > 299) failed++;
      else times.push(performance.now() - from);
      bytes = Math.max(bytes, answer.body.length);
    }
  };
  const workers = (end) => Promise.all(Array.from({ length: connections }, () => worker(end)));
  const started = cpuMs(server);
  await workers(COLD);
  const cold = cpuMs(server) - started;
  await workers(warm);
  times.length = failed = 0;
  const [before, began] = [cpuMs(server), performance.now()];
  await workers(warm + count);
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuMs(server) - before;
  agent.destroy();
  const sorted = times.sort((a, b) => a - b);
  const at = (share) => Math.round(10 * sorted[Math.floor(sorted.length * share)]) / 10;
  return {
    answered: times.length,
    failed,
    perSecond: Math.round(times.length / seconds),
    cpuMsEach: Math.round((100 * cpu) / times.length) / 100,
    cpuMsEachCold: Math.round((100 * cold) / COLD) / 100,
    msMedian: at(0.5),
    msP95: at(0.95),
    bytes,
    memoryMiB: memoryMiB(server),
  };
}
