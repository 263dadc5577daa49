/**
 * Keeps what a person sees the same object while it looks the same, so that a key redraws nothing
 * that did not change. Places move with every key: they are carried over into the kept objects.
 *
 * Pure but for that carrying over. The answers themselves are not used by anybody else.
 */
import type {
  Check,
  Checklist,
  Counts,
  FindingView,
  FixView,
  NextStep,
  OutlineItem,
  QuoteView,
  Score,
} from "./wire";

type Calm<T> = (before: T, now: T) => T;

/** The old list when each of its items looks as before; otherwise a new one of old and new items. */
function list<T>(before: T[], now: T[], calm: Calm<T>): T[] {
  const items = now.map((item, index) => {
    const old = before[index];
    return old === undefined ? item : calm(old, item);
  });
  return items.length === before.length && items.every((item, index) => item === before[index])
    ? before
    : items;
}

function alike<T, K extends keyof T>(a: T, b: T, ...keys: K[]): boolean {
  return keys.every((key) => a[key] === b[key]);
}

const quote: Calm<QuoteView> = (before, now) => {
  if (!alike(before, now, "exact", "prefix", "suffix", "label", "field")) return now;
  if ((before.span === null) !== (now.span === null)) return now;
  before.span = now.span;
  return before;
};

const fix: Calm<FixView> = (before, now) => {
  if (before.label !== now.label || JSON.stringify(before.meta) !== JSON.stringify(now.meta)) return now;
  before.edits = now.edits;
  return before;
};

const finding: Calm<FindingView> = (before, now) => {
  const quoted = quote(before.quote, now.quote);
  const fixes = list(before.fixes, now.fixes, fix);
  const same = quoted === before.quote && fixes === before.fixes;
  return same && alike(before, now, "message", "why", "question", "sentence") ? before : now;
};

const check: Calm<Check> = (before, now) => {
  if (before.rule !== now.rule) return now;
  const evidence = list(before.evidence, now.evidence, quote);
  const findings = list(before.findings, now.findings, finding);
  const same = evidence === before.evidence && findings === before.findings;
  const words = alike(
    before,
    now,
    "name",
    "severity",
    "state",
    "measured",
    "threshold",
    "moreFindings",
    "moreEvidence",
  );
  const waived = JSON.stringify(before.waivers) === JSON.stringify(now.waivers);
  return same && words && waived ? before : { ...now, evidence, findings };
};

const step: Calm<NextStep> = (before, now) => {
  const found = finding(before.finding, now.finding);
  return found === before.finding && alike(before, now, "rule", "title") ? before : now;
};

const item: Calm<OutlineItem> = (before, now) => {
  if (!alike(before, now, "level", "text", "id", "words")) return now;
  before.at = now.at;
  return before;
};

export function calmChecklist(before: Checklist, now: Checklist): Checklist {
  const score = calmNumbers<Score>(before.score, now.score);
  const checks = list(before.checks, now.checks, check);
  const next = list(before.next, now.next, step);
  const same = score === before.score && checks === before.checks && next === before.next;
  return same && before.reviewedBefore === now.reviewedBefore ? before : { ...now, score, checks, next };
}

export const calmOutline: Calm<OutlineItem[]> = (before, now) => list(before, now, item);

export const calmCounts: Calm<Counts> = (before, now) => calmNumbers(before, now);

function calmNumbers<T extends object>(before: T, now: T): T {
  const keys = Object.keys(now) as (keyof T)[];
  return alike(before, now, ...keys) ? before : now;
}
