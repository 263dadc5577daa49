/**
 * Which groups of advice are marked in the text. What is required is always marked.
 *
 * Belongs to this window. Style and readability keep quiet while a guide is first written, unless
 * the person wants them at once.
 */
import { keep, recall } from "$app/state.svelte";

/** `after`: from the first review on. */
export type Marked = "never" | "after" | "always";

const KEY = "advice";
const atFirstQuiet = new Set(["style", "readability"]);

let chosen = $state.raw(recall<Record<string, Marked>>(KEY, {}));

/** The choice as a whole, to be told when it changes. */
export const adviceChoice = (): unknown => chosen;

export const markedOf = (group: string): Marked =>
  chosen[group] ?? (atFirstQuiet.has(group) ? "after" : "always");

export function setMarked(group: string, marked: Marked): void {
  chosen = { ...chosen, [group]: marked };
  keep(KEY, chosen);
}

/** Whether the advice of this group stays out of the text. */
export function isQuiet(group: string, reviewed: boolean): boolean {
  const marked = markedOf(group);
  return marked === "never" || (marked === "after" && !reviewed);
}

/** What the groups of rules are called. */
export const groupNames: Record<string, string> = {
  length: "Length",
  outcomes: "Outcomes",
  links: "Links",
  stack: "Stack",
  compare: "Comparison",
  structure: "Structure",
  code: "Code",
  images: "Images",
  meta: "Title and summary",
  style: "Style",
  text: "Text",
  fresh: "Freshness",
  readability: "Readability",
};
