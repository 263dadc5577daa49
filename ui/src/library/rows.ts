/** The rows of the table: headings of groups, guides, and the places where more is fetched. */
import type { Card } from "$lib/bindings";

import type { Group } from "./library.svelte";

export type Row =
  | { kind: "group"; key: string; group: Group }
  | { kind: "guide"; key: string; card: Card; place: number }
  | { kind: "more"; key: string; group: Group };

/** Places count guides only, from 1. */
export function tableRows(groups: Group[]): Row[] {
  let place = 0;
  return groups.flatMap((group) => {
    const name = group.status ?? "all";
    const guides: Row[] = group.cards.map((card) => ({ kind: "guide", key: card.id, card, place: ++place }));
    const heading: Row[] = group.status ? [{ kind: "group", key: `group:${name}`, group }] : [];
    const more: Row[] =
      group.cards.length < group.total
        ? [{ kind: "more", key: `more:${name}:${group.cards.length}`, group }]
        : [];
    return [...heading, ...guides, ...more];
  });
}

/** The guide `step` rows on from this one, over headings; the first or last at the ends. */
export function neighbour(rows: Row[], id: string, step: number | "first" | "last"): string {
  const ids = rows.flatMap((row) => (row.kind === "guide" ? [row.card.id] : []));
  if (step === "first") return ids[0] ?? "";
  if (step === "last") return ids[ids.length - 1] ?? "";
  const at = ids.indexOf(id);
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? "";
}
