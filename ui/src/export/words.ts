/** What the export sheet says: heading, counts, and the word on the button. Pure. */
import type { Preflight, PreflightRow, Weight } from "$lib/bindings";
import type { IconName } from "$parts/icons";
import { count, size } from "$parts/words";

export const weights: Record<Weight, { word: string; icon: IconName }> = {
  stops: { word: "Stops", icon: "block" },
  loss: { word: "Loss", icon: "loss" },
  changed: { word: "Changed", icon: "swap" },
  kept: { word: "Kept", icon: "kept" },
};

const rowsOf = (rows: PreflightRow[], weight: Weight) => rows.filter((row) => row.weight === weight).length;

/** Losses count by what their titles say ("2 alerts …"), each row once. */
export const losses = ({ rows }: Preflight) => rowsOf(rows, "loss");
export const stops = ({ rows }: Preflight) => rowsOf(rows, "stops");

export function heading(preflight: Preflight): string {
  const stopped = stops(preflight);
  if (stopped) return `${count(stopped, "thing")} stop${stopped === 1 ? "s" : ""} this export`;
  if (preflight.open.length) return `${count(preflight.open.length, "guide")} below the bar`;
  return "Nothing stops this export";
}

/** "2 losses, 1 change". */
export function tally({ rows }: Preflight): string {
  const lost = rowsOf(rows, "loss");
  const changed = rowsOf(rows, "changed");
  return [lost ? count(lost, "loss", "losses") : "", changed ? count(changed, "change") : ""]
    .filter(Boolean)
    .join(", ");
}

/** The word on the filled button. */
export function actWord(preflight: Preflight | null): string {
  if (!preflight) return "Export";
  const lost = losses(preflight);
  const accept = lost ? `Accept ${count(lost, "loss", "losses")} and e` : "E";
  return `${accept}xport${preflight.open.length ? " as draft" : ""}`;
}

export const foot = ({ files, kib }: Preflight) =>
  `Writes ${count(files, "file")}, about ${size(kib)}. Nothing is replaced before all of it is ready.`;
