/** Revisions by day, newest first. Pure. */
import type { Revision } from "$lib/bindings";
import { daysBetween, shortDate } from "$parts/words";

export interface Day {
  name: string;
  revisions: Revision[];
}

export function days(revisions: Revision[], now = new Date()): Day[] {
  const found: Day[] = [];
  for (const revision of revisions) {
    const name = dayName(new Date(revision.at), now);
    const last = found[found.length - 1];
    if (last?.name === name) last.revisions.push(revision);
    else found.push({ name, revisions: [revision] });
  }
  return found;
}

function dayName(at: Date, now: Date): string {
  const ago = daysBetween(at, now);
  return ago === 0 ? "Today" : ago === 1 ? "Yesterday" : shortDate(at, now);
}

/** "+38 −12 words", "0 words" for the first. */
export function changeWords({ added, removed, words }: Revision): string {
  if (added === 0 && removed === 0) return `${words} words`;
  const parts = [added > 0 ? `+${added}` : "", removed > 0 ? `−${removed}` : ""].filter(Boolean);
  return `${parts.join(" ")} words`;
}
