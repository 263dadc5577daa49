/**
 * The checklist in the groups a writer works through, and the words beside each row.
 *
 * Pure. Which groups are open is the component's memory.
 */
import { number } from "$parts/words";

import type { Check, Checklist, NextStep, QuoteView } from "../wire";

export type GroupId = "todo" | "confirm" | "pass" | "waived" | "advice" | "na";

export interface Group {
  id: GroupId;
  name: string;
  checks: Check[];
  /** Open unless the person closes it. */
  startsOpen: boolean;
}

const names: [GroupId, string, boolean][] = [
  ["todo", "To do", true],
  ["confirm", "To confirm", true],
  ["pass", "Passing", false],
  ["waived", "Waived", false],
  ["advice", "Advice", false],
  ["na", "Not applicable", false],
];

export function groupsOf({ checks }: Checklist): Group[] {
  return names
    .map(([id, name, startsOpen]) => ({
      id,
      name,
      startsOpen,
      checks: checks.filter((check) => groupOf(check) === id),
    }))
    .filter((group) => group.checks.length > 0);
}

export function groupOf({ state, severity }: Check): GroupId {
  if (state === "confirm") return "confirm";
  if (state === "pass") return "pass";
  if (state === "waived") return "waived";
  if (state === "not-applicable") return "na";
  return severity === "required" && state === "fail" ? "todo" : "advice";
}

/** "1,980 of 800", "NestFi", "". Value before threshold. */
export function valueOf({ measured, threshold }: Check): string {
  const value = grouped(measured);
  return threshold === "" || value === "" ? value : `${value} of ${grouped(threshold)}`;
}

/** Plain whole numbers get their commas; everything else stays as the rule said it. */
function grouped(text: string): string {
  return /^\d{4,9}$/.test(text) ? number(Number(text)) : text;
}

/** A step stays the same step while its rule and its words do. */
export function stepKey({ rule, finding }: NextStep): string {
  return `${rule}\n${finding.quote.exact}\n${finding.quote.prefix}`;
}

/** The steps with those skipped for now at the end, in the order they were skipped. */
export function inOrder(steps: NextStep[], skipped: string[]): NextStep[] {
  const rank = (step: NextStep): number => skipped.indexOf(stepKey(step));
  return [...steps].sort((a, b) => rank(a) - rank(b));
}

/** What the button of a fix says: "Link it" under the title "Link MongoDB"; its own words otherwise. */
export function fixWords(label: string, title: string): string {
  const first = label.split(" ")[0] ?? label;
  return label === title && label.includes(" ") ? `${first} it` : label;
}

/** A fix that takes away what it is about, instead of mending it. */
export const givesUp = (label: string): boolean => /^(Remove|Delete)\b/.test(label);

/** Where a quote stands, when that is a field. */
export const fieldNames: Record<NonNullable<QuoteView["field"]>, string> = {
  title: "Title",
  summary: "Summary",
  slug: "Slug",
  kind: "Kind",
  date: "Date",
  updated: "Updated",
  tags: "Tags",
  stack: "Stack",
  caseStudies: "Case studies",
  subjects: "Subjects",
  readMinutes: "Read time",
};
