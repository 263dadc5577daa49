/**
 * Slips of language as marks in the text, and as rows of a list.
 *
 * Pure: answers in, marks out. A lane of its own: nothing here counts for the bar.
 */
import type { Proof, Slip } from "$lib/bindings";

import type { Mark } from "../editor/findings";

/** A mark that is about language. */
export interface SlipMark extends Mark {
  slip: Slip;
}

export const isSlip = (mark: Mark): mark is SlipMark => mark.kind === "slip";

/** The slips of an answer, in places of the text it was made from. */
export const slipMarks = ({ slips }: Proof): SlipMark[] => slips.map(markOf);

function markOf(slip: Slip): SlipMark {
  const nothing = { why: "", fix: null, finding: null };
  return { ...nothing, ...slip.span, kind: "slip", rule: slip.rule, label: headOf(slip), slip };
}

/** What is said of a slip first. */
export const headOf = (slip: Slip): string =>
  slip.kind === "spelling" ? "Not in the dictionary" : plain(slip.message) || "Reads like a slip";

/** Messages are written with a little Markdown; here they are plain words. */
const plain = (message: string): string => message.replaceAll("`", "“").replace(/“([^“]*)“/g, "“$1”");

/** A row of the list: the same words with the same trouble stand there once. */
export interface SlipRow {
  key: string;
  head: string;
  slip: Slip;
  /** Where it stands, in the order of the text. */
  places: SlipMark[];
}

export function rowsOf(marks: SlipMark[]): SlipRow[] {
  const rows = new Map<string, SlipRow>();
  for (const mark of marks) {
    const key = `${mark.rule} ${mark.slip.words}`;
    const row = rows.get(key) ?? { key, head: mark.label, slip: mark.slip, places: [] };
    row.places.push(mark);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** The word a slip would teach: without the ending of a possessive. */
export const wordOf = ({ words }: Slip): string => words.replace(/['’]s?$/, "");

/** What a button says that takes this suggestion. */
export const offerWords = (suggestion: string): string =>
  suggestion.trim() === "" ? "Take it out" : suggestion;

/** The change that takes a suggestion; words that go take the space before them with them. */
export function takeEdit(
  { from, to }: { from: number; to: number },
  suggestion: string,
  before: string,
): { from: number; to: number; insert: string } {
  const gone = suggestion === "" && before.endsWith(" ");
  return { from: gone ? from - 1 : from, to, insert: suggestion };
}
