/**
 * Where the sentence around a place begins and ends, as far as marks care: a full stop, a question or
 * an exclamation mark with white space behind it, or the ends of the line.
 *
 * A guess from letters, good enough to leave the words under a moving caret in peace. Counts nothing.
 */
import type { EditorState } from "@codemirror/state";

const END = /[.!?…]["'”’)\]*_`]*\s+/g;
/** Looked at on either side of the caret; a longer sentence is cut there. */
const REACH = 1200;

export interface Stretch {
  from: number;
  to: number;
}

export function sentenceIn(text: string, at: number): Stretch {
  let from = 0;
  for (const end of text.matchAll(END)) {
    const next = end.index + end[0].length;
    if (next > at) return { from, to: next > at && end.index >= at ? end.index + 1 : next };
    from = next;
  }
  return { from, to: text.length };
}

/** Where the first sentence of a stretch ends: the end of the stretch when it holds no second one. */
export function firstSentence(text: string): number {
  const [end] = text.trimEnd().matchAll(END);
  return end === undefined ? text.length : end.index + end[0].trimEnd().length;
}

/** The sentence the caret stands in. */
export function sentenceAt(state: EditorState): Stretch {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const start = Math.max(line.from, head - REACH);
  const text = state.doc.sliceString(start, Math.min(line.to, head + REACH));
  const { from, to } = sentenceIn(text, head - start);
  return { from: start + from, to: start + to };
}
