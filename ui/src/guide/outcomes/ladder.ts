/** The rungs of a result, lowest first, and what the next one asks for. */
import type { Rung } from "$lib/bindings";

import type { OutcomeRecord } from "../wire";

export const rungs: { id: Rung; name: string }[] = [
  { id: "stated", name: "Stated" },
  { id: "compared", name: "Compared" },
  { id: "explained", name: "Explained" },
  { id: "evidenced", name: "Evidenced" },
];

/** Where a record stands by its own parts; null while it states nothing. */
export function rungOf({ after, before, noEarlierState, method, evidence }: OutcomeRecord): Rung | null {
  if (after.trim() === "") return null;
  if (before.trim() === "" && !noEarlierState) return "stated";
  if (method.trim() === "" && evidence.length === 0) return "compared";
  return evidence.length > 0 ? "evidenced" : "explained";
}

const asks: Record<string, string> = {
  metric: "Name what was measured.",
  after: "Give the value it has now.",
  before: "Give the value it had before, or say that there was none.",
  method: "Say how it was measured.",
  window: "Say over how long.",
  evidence: "Attach something to look at.",
};

/** What would make it stronger, first things first. */
export const nextAsk = (missing: string[]): string => asks[missing[0] ?? ""] ?? "";
