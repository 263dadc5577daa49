/**
 * What the bar says about places in the text, as marks: what counts, what waits, what is to do.
 *
 * Pure: checklist in, marks out, in the order of the text. Where they stand on screen, and when they
 * may appear, is decided elsewhere.
 */
import type { Slip } from "$lib/bindings";

import { givesUp } from "../inspector/groups";
import type { Check, Checklist, FindingView, FixView, QuoteView, Span } from "../wire";

/**
 * `offer`: a page that is named here and could be linked; nothing asks for it. `slip`: spelling and grammar, which is
 * no matter of the bar.
 */
export type MarkKind =
  "counts" | "pass" | "confirm" | "todo" | "fail" | "advice" | "ghost" | "slip" | "offer";

export interface Mark extends Span {
  kind: MarkKind;
  rule: string;
  /** What a reader of the screen hears, and the first line of the hint. */
  label: string;
  /** Why, in one clause; empty for what counts. */
  why: string;
  /** The first offer of a machine, if there is one. */
  fix: FixView | null;
  /** All there is to say and to do; null for what counts and for offers. */
  finding: FindingView | null;
  /** Offers only: the page the words could lead to. */
  path?: string;
  /** Slips only: what is wrong, and what could stand there instead. */
  slip?: Slip;
}

/** Marks somebody should look at, as opposed to what is well. */
export const isOpen = ({ kind }: Mark): boolean =>
  kind !== "counts" && kind !== "pass" && kind !== "offer" && kind !== "slip";

/** One offer and no question, and nothing is taken away by it: it can be done without asking. */
export const isPlain = ({ finding }: Mark): boolean =>
  finding !== null &&
  finding.question === "" &&
  finding.fixes.length === 1 &&
  !givesUp(finding.fixes[0]?.label ?? "");

/** Heaviest first: what the gutter shows when a line has several. */
export const weights: Record<MarkKind, number> = {
  fail: 8,
  todo: 7,
  ghost: 6,
  confirm: 5,
  pass: 4,
  advice: 3,
  slip: 2,
  offer: 1,
  counts: 0,
};

/** `quiet`: groups whose advice is not marked in the text. */
export function marksOf(checklist: Checklist, quiet: (group: string) => boolean = () => false): Mark[] {
  const loud = checklist.checks.filter((check) => isRequired(check) || !quiet(check.group));
  const marks = loud.flatMap((check) => marksOfCheck(check, checklist.reviewedBefore));
  return marks.sort((a, b) => a.from - b.from || weights[b.kind] - weights[a.kind] || a.to - b.to);
}

const isRequired = ({ severity }: Check): boolean => severity === "required";
/** A required check that only advises here stands in nobody's way. */
const gates = (check: Check): boolean => isRequired(check) && check.state !== "advise";

function marksOfCheck(check: Check, reviewed: boolean): Mark[] {
  if (check.state === "waived" || check.state === "not-applicable") return [];
  const good = check.evidence.flatMap((quote) => evidence(check, quote));
  return [...good, ...check.findings.flatMap((finding) => open(check, finding, reviewed))];
}

/** Outcomes get a tick and a bar; links and the rest a quiet dot. */
function evidence(check: Check, quote: QuoteView): Mark[] {
  if (quote.span === null || !isRequired(check)) return [];
  const marked =
    check.group === "outcomes"
      ? "pass"
      : check.group === "links" || check.group === "stack"
        ? "counts"
        : null;
  if (marked === null) return [];
  const label = `Counts for ${check.name.toLowerCase()}${quote.label ? `: ${quote.label}` : ""}`;
  return [{ ...quote.span, kind: marked, rule: check.rule, label, why: "", fix: null, finding: null }];
}

function open(check: Check, finding: FindingView, reviewed: boolean): Mark[] {
  const { span } = finding.quote;
  if (span === null) return [];
  const fix = finding.fixes[0] ?? null;
  const kind = kindOf(check, finding, fix, reviewed);
  return [{ ...span, kind, rule: check.rule, label: finding.message, why: finding.why, fix, finding }];
}

function kindOf(check: Check, finding: FindingView, fix: FixView | null, reviewed: boolean): MarkKind {
  if (finding.question !== "") return "confirm";
  if (fix !== null && linksWords(fix, finding.quote.exact)) return "ghost";
  if (!gates(check) || check.state === "pass") return "advice";
  return reviewed ? "fail" : "todo";
}

/** The fix does nothing but turn the very words into a link: Tab accepts it. */
function linksWords(fix: FixView, words: string): boolean {
  const [edit] = fix.edits;
  return (
    fix.edits.length === 1 && edit !== undefined && words !== "" && edit.insert.startsWith(`[${words}](`)
  );
}

/**
 * How a check is called out while walking: "Required, 3 of 24, outcomes baseline". Counted among the
 * checks of its weight that apply, in the order of the checklist.
 */
export function callOut({ checks }: Checklist, rule: string): string {
  const check = checks.find((one) => one.rule === rule);
  if (check === undefined) return "";
  const alike = checks.filter((one) => gates(one) === gates(check) && one.state !== "not-applicable");
  const weight = gates(check) ? "Required" : "Advice";
  return `${weight}, ${alike.indexOf(check) + 1} of ${alike.length}, ${rule.replaceAll(/[.-]/g, " ")}`;
}
