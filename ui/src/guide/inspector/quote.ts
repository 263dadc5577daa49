/**
 * Words of a guide as a reader sees them in a quote: whole words, without the signs of Markdown.
 *
 * Only for showing. What finds the place again is the quote as it came.
 */
import type { QuoteView } from "../wire";

export interface Shown {
  before: string;
  exact: string;
  after: string;
}

/** Links as their words, no signs for headings, lists, stress and code. */
const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)/, "")
    .replace(/\*\*|`/g, "");

export function shown({ prefix, exact, suffix }: QuoteView): Shown {
  const [before, after] = outOfLink(prefix, suffix);
  return { before: start(before), exact: plain(exact), after: end(after) };
}

/** The words of a link stand without the link around them; its address may be cut off. */
function outOfLink(prefix: string, suffix: string): [string, string] {
  const after = suffix.replace(/^\]\([^)\s]*\)?/, "");
  return after === suffix || !prefix.endsWith("[") ? [prefix, suffix] : [prefix.slice(0, -1), after];
}

/** From the first whole word on, unless it begins a sentence. */
function start(prefix: string): string {
  const text = plain(prefix);
  if (text.trim() === "" || /^[\p{Lu}“"]/u.test(text)) return text;
  const whole = text.replace(/^\S*\s+/, "");
  return whole === text ? text : `…${whole}`;
}

/** Up to the last whole word, unless it ends a sentence. */
function end(suffix: string): string {
  const text = plain(suffix);
  if (text.trim() === "" || /[.!?]["”]?$/.test(text.trimEnd())) return text;
  const whole = text.replace(/[\s,;:—–-]+\S+$/, "");
  if (whole === text) return text;
  return /[.!?]$/.test(whole) ? whole : `${whole}…`;
}
