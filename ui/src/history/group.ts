/**
 * Revisions as a timeline: by day, plain saves of one old day folded into one row.
 *
 * Names, restores, imports and beginnings never fold.
 */
import type { Revision, Score } from "$lib/bindings";
import { clock, daysBetween, number, shortDate } from "$parts/words";

export interface Moment {
  key: string;
  /** The newest revision it stands for. */
  revision: Revision;
  /** How many saves it stands for. */
  saves: number;
  title: string;
  /** Marked as a turning point. */
  named: boolean;
  detail: string;
  time: string;
  /** The revisions folded in it, newest first. */
  inside: Revision[];
}

export interface Day {
  name: string;
  moments: Moment[];
}

const FOLD_AFTER_DAYS = 2;

const isPlain = ({ label }: Revision) => label === "Saved";

/** "+38 −12 words". */
export function change(added: number, removed: number): string {
  const parts = [added ? `+${number(added)}` : "", removed ? `−${number(removed)}` : ""].filter(Boolean);
  return parts.length ? `${parts.join(" ")} words` : "no words changed";
}

/** "20 of 24": required checks that are met, those set aside among them. */
export const metOf = ({ passed, waived, required }: Score): string =>
  `${number(passed + waived)} of ${number(required)}`;

function dayName(at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  return days < 7 ? at.toLocaleString("en", { weekday: "long" }) : shortDate(at, now);
}

function moment(inside: Revision[]): Moment {
  const [revision] = inside as [Revision];
  const folded = inside.length > 1;
  const sum = (of: (revision: Revision) => number) => inside.reduce((before, one) => before + of(one), 0);
  const words = change(
    sum((one) => one.added),
    sum((one) => one.removed),
  );
  return {
    key: String(revision.number),
    revision,
    saves: inside.length,
    title: folded ? `${inside.length} saves` : revision.label,
    named: !folded && !isPlain(revision),
    detail: [revision.by, words].filter(Boolean).join(" · "),
    time: clock(new Date(revision.at)),
    inside,
  };
}

/** Newest first, as they come. Days in `unfolded` show every save. */
export function timeline(
  revisions: Revision[],
  now = new Date(),
  unfolded: ReadonlySet<string> = new Set(),
): Day[] {
  const days: Day[] = [];
  for (const revision of revisions) {
    const at = new Date(revision.at);
    const name = dayName(at, now);
    let day = days[days.length - 1];
    if (day?.name !== name) days.push((day = { name, moments: [] }));
    const last = day.moments[day.moments.length - 1];
    const folds = daysBetween(at, now) >= FOLD_AFTER_DAYS && !unfolded.has(name) && isPlain(revision);
    const previous = last?.inside[last.inside.length - 1];
    if (folds && last && previous && isPlain(previous)) {
      day.moments[day.moments.length - 1] = moment([...last.inside, revision]);
    } else day.moments.push(moment([revision]));
  }
  return days;
}
