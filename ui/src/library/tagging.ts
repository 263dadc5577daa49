/**
 * Tags of several guides at once: what they have now, and the changes that make it what is wanted.
 *
 * Pure, but for `apply`, which asks the library guide by guide.
 */
import type { Card, Meta } from "$lib/bindings";
import { call } from "$lib/call";

/** How many of the guides have a tag. */
export type Amount = "all" | "some" | "none";

export function amountOf(cards: Card[], tag: string): Amount {
  const having = cards.filter((card) => card.tags.includes(tag)).length;
  if (having === 0) return "none";
  return having === cards.length ? "all" : "some";
}

/** Only the guides that change, with their new tags. `wanted` holds what was ticked or cleared. */
export function changes(cards: Card[], wanted: ReadonlyMap<string, boolean>): Map<string, string[]> {
  const next = new Map<string, string[]>();
  for (const card of cards) {
    const kept = card.tags.filter((tag) => wanted.get(tag) !== false);
    const added = [...wanted].filter(([tag, on]) => on && !card.tags.includes(tag)).map(([tag]) => tag);
    if (added.length > 0 || kept.length < card.tags.length) next.set(card.id, [...kept, ...added]);
  }
  return next;
}

/** Writes the tags; answers with the tags as they were, for the way back. */
export async function apply(next: ReadonlyMap<string, string[]>): Promise<Map<string, string[]>> {
  const before = new Map<string, string[]>();
  for (const [id, tags] of next) {
    const { meta } = await call.openGuide(id);
    try {
      before.set(id, meta.tags ?? []);
      await call.setMeta(id, { ...meta, tags } satisfies Meta);
    } finally {
      await call.closeGuide(id);
    }
  }
  return before;
}
