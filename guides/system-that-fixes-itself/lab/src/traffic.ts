/**
 * What breaks, where and when, and who else repairs it: lists made from a seed before a run, the same
 * for every way under test. Nothing here knows how repairs are carried out.
 */
import type { Symptom } from "./clusters.js";

export const CLUSTERS = ["cluster-0", "cluster-1", "cluster-2", "cluster-3"];

export interface Incident {
  at: number;
  cluster: string;
  deployment: string;
  symptom: Symptom;
  /** The repair that helps. */
  cure: string;
  /** How long the adviser thinks about it. */
  thinksMs: number;
  /** How often the signal is sent. */
  signals: number;
  /** When a person repairs it if it is still broken, after `at`. */
  person: number | null;
}

/** Mulberry32: small, and the same numbers for the same seed on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each deployment breaks once: 70 % crash, the others are overloaded. The adviser is honest and right;
 *  for 15 % it takes 2 to 4 s. 10 % of the signals come twice. A person repairs 30 % after 1 to 3 s. */
export function faults(seed: number, perCluster: number, duration: number): Incident[] {
  const next = random(seed);
  return everywhere(perCluster, (cluster, deployment) => {
    const crashed = next() < 0.7;
    return {
      at: next() * duration,
      cluster,
      deployment,
      symptom: crashed ? "crashed" : "overloaded",
      cure: crashed ? "restart" : "scale",
      thinksMs: next() < 0.15 ? 2000 + whole(next, 2000) : 50 + whole(next, 400),
      signals: next() < 0.1 ? 2 : 1,
      person: next() < 0.3 ? 1000 + next() * 2000 : null,
    };
  });
}

/** Half crash, half look overloaded; of these, two in five really need a restart, which the adviser
 *  never says. A person looks after each and repairs what is still broken. */
export function learning(seed: number, perCluster: number, duration: number): Incident[] {
  const next = random(seed);
  return everywhere(perCluster, (cluster, deployment) => {
    const crashed = next() < 0.5;
    const cure = crashed || next() < 0.4 ? "restart" : "scale";
    const symptom: Symptom = crashed ? "crashed" : "overloaded";
    return { at: next() * duration, cluster, deployment, symptom, cure, thinksMs: 20 + whole(next, 60), signals: 1, person: 2500 + next() * 1000 };
  });
}

function whole(next: () => number, below: number): number {
  return Math.floor(next() * below);
}

function everywhere(perCluster: number, make: (cluster: string, deployment: string) => Incident): Incident[] {
  return CLUSTERS.flatMap((cluster) => names(perCluster).map((name) => make(cluster, name)));
}

export function names(perCluster: number): string[] {
  return Array.from({ length: perCluster }, (_, n) => `web-${n}`);
}

/** What somebody who has stolen a part would like to do. The first three are never a repair. */
export const HOSTILE = ["delete", "image", "scale-to-0", "scale-up", "restart"] as const;
