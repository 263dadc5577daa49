/**
 * What was typed and not yet answered: three texts (answered, sent, now) and the changes between.
 *
 * Pure bookkeeping. Sends nothing, waits for nothing, and never touches a screen.
 */

import { ChangeSet, Text, type ChangeDesc } from "@codemirror/state";
import type { Change } from "./wire";

/** A text as the editor holds it. Only `\n` ends a line, as in the library. */
export function textOf(source: string): Text {
  return Text.of(source.split("\n"));
}

export class Typed {
  /** The text the last answer is about. */
  private answered: Text;
  /** The text on the screen. */
  private now: Text;
  private sent: ChangeSet | null = null;
  private waiting: ChangeSet | null = null;

  constructor(text: string) {
    this.answered = textOf(text);
    this.now = this.answered;
  }

  get text(): Text {
    return this.now;
  }

  get answeredText(): Text {
    return this.answered;
  }

  get isWaiting(): boolean {
    return this.waiting !== null;
  }

  /** True when the core has seen everything on the screen. */
  get isAnswered(): boolean {
    return this.waiting === null && this.sent === null;
  }

  /** Takes a change of the editor and the text after it. */
  type(changes: ChangeSet, after: Text): void {
    if (changes.empty) return;
    this.waiting = this.waiting === null ? changes : this.waiting.compose(changes);
    this.now = after;
  }

  /** What to send now, in UTF-16 units of the text before; null when there is nothing or an answer is due. */
  take(): Change[] | null {
    if (this.sent !== null || this.waiting === null) return null;
    this.sent = this.waiting;
    this.waiting = null;
    return wireChanges(this.sent, this.answered);
  }

  /** The core has applied what was taken. */
  acknowledge(): void {
    if (this.sent === null) return;
    this.answered = this.sent.apply(this.answered);
    this.sent = null;
  }

  /** What was taken did not arrive: it waits again. */
  giveBack(): void {
    if (this.sent === null) return;
    this.waiting = this.waiting === null ? this.sent : this.sent.compose(this.waiting);
    this.sent = null;
  }

  /** The core holds another text than we thought: everything that differs becomes one change. */
  restart(source: string): void {
    this.answered = textOf(source);
    this.sent = null;
    const change = difference(this.answered, this.now);
    this.waiting = change === null ? null : ChangeSet.of(change, this.answered.length);
  }

  /** All changes between the last answer and the screen. */
  since(): ChangeSet {
    const parts = [this.sent, this.waiting].filter((part) => part !== null);
    const [first, second] = parts;
    if (first === undefined) return ChangeSet.empty(this.answered.length);
    return second === undefined ? first : first.compose(second);
  }
}

/** Maps a span of the answered text onto the screen; null when its words are gone or were changed. */
export function mapSpan(
  since: ChangeDesc,
  span: { from: number; to: number },
): { from: number; to: number } | null {
  if (span.from > span.to || span.to > since.length) return null;
  if (since.touchesRange(span.from, span.to) === "cover") return null;
  const from = since.mapPos(span.from, 1);
  const to = since.mapPos(span.to, -1);
  return from < to || span.from === span.to ? { from, to: Math.max(from, to) } : null;
}

/** A change set as the core wants it: ascending, disjoint, never cutting a surrogate pair. */
export function wireChanges(changes: ChangeSet, before: Text): Change[] {
  const wire: Change[] = [];
  changes.iterChanges((from, to, _a, _b, insert) => {
    wire.push({ from, to, insert: insert.toString() });
  });
  const cut = wire.some(({ from, to }) => splitsPair(before, from) || splitsPair(before, to));
  return cut ? [joined(wire, changes, before)] : wire;
}

/** One change that does what `wire` does, its ends moved off the middle of a pair. */
function joined(wire: Change[], changes: ChangeSet, before: Text): Change {
  const first = wire[0]?.from ?? 0;
  const last = wire[wire.length - 1]?.to ?? 0;
  const from = splitsPair(before, first) ? first - 1 : first;
  const to = splitsPair(before, last) ? last + 1 : last;
  const after = changes.apply(before);
  const end = after.length - (before.length - to);
  return { from, to, insert: after.sliceString(from, end, "\n") };
}

/** The one change that leads from `a` to `b`, without their common ends; null when they are equal. */
export function difference(a: Text, b: Text): Change | null {
  if (a.eq(b)) return null;
  const left = a.toString();
  const right = b.toString();
  let from = commonStart(left, right);
  if (isLow(left.charCodeAt(from)) || isLow(right.charCodeAt(from))) from = Math.max(0, from - 1);
  let tail = commonEnd(left, right, from);
  if (isLow(left.charCodeAt(left.length - tail))) tail -= 1;
  tail = Math.max(0, tail);
  return {
    from,
    to: left.length - tail,
    insert: right.slice(from, right.length - tail),
  };
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

function commonEnd(a: string, b: string, from: number): number {
  const most = Math.min(a.length, b.length) - from;
  let size = 0;
  while (size < most && a.charCodeAt(a.length - 1 - size) === b.charCodeAt(b.length - 1 - size)) {
    size += 1;
  }
  return size;
}

function splitsPair(text: Text, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const around = text.sliceString(at - 1, at + 1, "\n");
  return isHigh(around.charCodeAt(0)) && isLow(around.charCodeAt(1));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
