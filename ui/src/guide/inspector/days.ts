/** Revisions by day, newest first. Pure. */
import type { Revision } from "$lib/bindings";
import { count, daysBetween, number, shortDate } from "$parts/words";

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

/** "+38 −12 words", or all of them when none came or went. */
export function changeWords({ added, removed, words }: Revision): string {
  if (added === 0 && removed === 0) return count(words, "word");
  const parts = [added > 0 ? `+${number(added)}` : "", removed > 0 ? `−${number(removed)}` : ""].filter(
    Boolean,
  );
  return `${parts.join(" ")} ${added + removed === 1 ? "word" : "words"}`;
}
