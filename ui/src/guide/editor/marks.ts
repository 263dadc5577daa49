/**
 * Marks in the text: underlines, bars at the edge, and a gutter that says what stands on a line.
 *
 * New marks keep away from the sentence being typed until the caret leaves it or 1.5 s pass; marks that
 * were there already follow their words. What is marked comes from outside.
 */
import {
  type EditorState,
  type Range,
  RangeSet,
  RangeValue,
  StateEffect,
  StateField,
} from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  gutter,
  gutters,
  GutterMarker,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

import { type Mark, type MarkKind, weights } from "./findings";
import { markIcon } from "./mark-icons";
import { firstSentence, sentenceAt, type Stretch } from "./sentence";

/** How long after the last key the sentence under the caret keeps the marks it had. */
const QUIET_MS = 1500;

class Marked extends RangeValue {
  readonly mark: Mark;
  constructor(mark: Mark) {
    super();
    this.mark = mark;
  }
  // What is typed right before or after the words is not part of them.
  override startSide = 1;
  override endSide = -1;

  override eq(other: Marked): boolean {
    return this.mark === other.mark;
  }
}

interface Marks {
  /** What the last answer says. */
  latest: RangeSet<Marked>;
  /** What is on screen. */
  shown: RangeSet<Marked>;
  /** Pages that could be linked: they come on their own, when the hand rests. */
  offers: RangeSet<Marked>;
  /** Slips of language, which come on their own too; and those of them on screen. */
  slips: RangeSet<Marked>;
  shownSlips: RangeSet<Marked>;
}

const empty: RangeSet<Marked> = RangeSet.empty;
const none: Marks = { latest: empty, shown: empty, offers: empty, slips: empty, shownSlips: empty };

/** New marks, already in places of the text as it is now. `calm`: the sentence under the caret too. */
const setMarks = StateEffect.define<{ marks: Mark[]; calm: boolean }>();
const setOffers = StateEffect.define<Mark[]>();
const setSlips = StateEffect.define<{ marks: Mark[]; calm: boolean }>();
/** The hand rests or has left: show what is held back. */
const release = StateEffect.define<null>();

const isNews = (effect: StateEffect<unknown>): boolean =>
  effect.is(setMarks) || effect.is(setOffers) || effect.is(setSlips) || effect.is(release);

const field = StateField.define<Marks>({
  create: () => none,
  update(value, tr) {
    let { latest, shown, offers, slips, shownSlips } = value;
    if (tr.docChanged) {
      latest = latest.map(tr.changes);
      shown = shown.map(tr.changes);
      offers = offers.map(tr.changes);
      slips = slips.map(tr.changes);
      shownSlips = shownSlips.map(tr.changes);
    }
    for (const effect of tr.effects) {
      if (effect.is(setMarks)) {
        latest = rangesOf(effect.value.marks, tr.state.doc.length);
        shown = effect.value.calm ? latest : merged(latest, shown, sentenceAt(tr.state));
      }
      if (effect.is(setOffers)) offers = rangesOf(effect.value, tr.state.doc.length);
      if (effect.is(setSlips)) {
        slips = rangesOf(effect.value.marks, tr.state.doc.length);
        shownSlips = effect.value.calm ? slips : merged(slips, shownSlips, sentenceAt(tr.state));
      }
      if (effect.is(release)) [shown, shownSlips] = [latest, slips];
    }
    const after = { latest, shown, offers, slips, shownSlips };
    return isEqual(after, value) ? value : after;
  },
});

const isEqual = (a: Marks, b: Marks): boolean =>
  a.latest === b.latest &&
  a.shown === b.shown &&
  a.offers === b.offers &&
  a.slips === b.slips &&
  a.shownSlips === b.shownSlips;

function rangesOf(marks: Mark[], length: number): RangeSet<Marked> {
  const ranges: Range<Marked>[] = [];
  for (const mark of marks) {
    if (mark.from < mark.to && mark.to <= length) ranges.push(new Marked(mark).range(mark.from, mark.to));
  }
  return RangeSet.of(ranges, true);
}

/** The latest marks, except in the busy sentence, which keeps what it had. */
function merged(latest: RangeSet<Marked>, shown: RangeSet<Marked>, busy: Stretch): RangeSet<Marked> {
  const kept: Range<Marked>[] = [];
  shown.between(busy.from, busy.to, (from, to, value) => void kept.push(value.range(from, to)));
  const away = (from: number, to: number): boolean => to < busy.from || from > busy.to;
  return latest.update({ filter: away, add: kept, sort: true });
}

/** Everything the marks add to the lines in view. */
function decorate(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  const { shown } = view.state.field(field);
  for (const { from, to } of view.visibleRanges) {
    for (const offer of offersIn(view.state, from, to)) ranges.push(offered.range(offer.from, offer.to));
    for (const slip of slipsIn(view.state, from, to)) ranges.push(slipped.range(slip.from, slip.to));
    shown.between(from, to, (start, end, { mark }) => {
      const words = underlines[mark.kind];
      if (words) ranges.push(words.range(start, underlinedTo(view.state, start, end)));
      const bar = bars[mark.kind];
      if (bar) ranges.push(...barred(view.state, bar, Math.max(start, from), Math.min(end, to)));
    });
  }
  return Decoration.set(ranges, true);
}

/** What is said of several sentences is marked at the first: a paragraph under a line cannot be read. */
function underlinedTo(state: EditorState, from: number, to: number): number {
  return from + firstSentence(state.sliceDoc(from, to));
}

function barred(state: EditorState, bar: Decoration, from: number, to: number): Range<Decoration>[] {
  const ranges: Range<Decoration>[] = [];
  for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
    ranges.push(bar.range(line.from));
    if (line.to >= to || line.number === state.doc.lines) return ranges;
  }
}

const underlines: Partial<Record<MarkKind, Decoration>> = {
  todo: Decoration.mark({ class: "cm-mark-todo" }),
  fail: Decoration.mark({ class: "cm-mark-fail" }),
  advice: Decoration.mark({ class: "cm-mark-advice" }),
  ghost: Decoration.mark({ class: "cm-mark-ghost" }),
};
const offered = Decoration.mark({ class: "cm-mark-offer" });
const slipped = Decoration.mark({ class: "cm-mark-slip" });
const bars: Partial<Record<MarkKind, Decoration>> = {
  pass: Decoration.line({ class: "cm-bar-pass" }),
  confirm: Decoration.line({ class: "cm-bar-confirm" }),
};

class Sign extends GutterMarker {
  readonly kind: MarkKind;
  readonly label: string;
  constructor(kind: MarkKind, label: string) {
    super();
    this.kind = kind;
    this.label = label;
  }
  override eq(other: Sign): boolean {
    return this.kind === other.kind && this.label === other.label;
  }
  override toDOM(): Node {
    return markIcon(this.kind, this.label);
  }
}

function signOf(view: EditorView, from: number, to: number): Sign | null {
  let best: Mark | null = null;
  view.state.field(field).shown.between(from, to, (start, _end, { mark }) => {
    if (start < from) return;
    if (best === null || weights[mark.kind] > weights[best.kind]) best = mark;
  });
  const found = best as Mark | null;
  return found === null || found.kind === "advice" || found.kind === "offer"
    ? null
    : new Sign(found.kind, found.label);
}

const signs = gutter({
  class: "cm-marks",
  lineMarker: (view, line) => signOf(view, line.from, line.to),
  lineMarkerChange: (update) => update.startState.field(field).shown !== update.state.field(field).shown,
});

/** Draws the marks and knows when the hand rests. */
const drawing = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private readonly view: EditorView;

    constructor(view: EditorView) {
      this.view = view;
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      const now = update.state.field(field);
      const anew = update.transactions.some(({ effects }) => effects.some(isNews));
      if (anew || update.viewportChanged) this.decorations = decorate(update.view);
      else if (update.docChanged) this.decorations = this.decorations.map(update.changes);
      if (now.latest === now.shown && now.slips === now.shownSlips) return;
      if (update.docChanged) this.releaseAfter(QUIET_MS);
      else if (this.hasLeft(update)) this.releaseAfter(0);
      else if (this.timer === undefined) this.releaseAfter(QUIET_MS);
    }

    destroy(): void {
      clearTimeout(this.timer);
    }

    private hasLeft(update: ViewUpdate): boolean {
      if (update.focusChanged && !update.view.hasFocus) return true;
      return update.selectionSet && sentenceAt(update.startState).from !== sentenceAt(update.state).from;
    }

    private releaseAfter(ms: number): void {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.view.dispatch({ effects: release.of(null) });
      }, ms);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

// Not fixed: lines wrap, so nothing scrolls sideways past the signs.
export const marking = [field, drawing, signs, gutters({ fixed: false })];

/** Shows the marks of an answer. `typing`: the sentence under the caret keeps what it has for now. */
export function showMarks(view: EditorView, marks: Mark[], typing: boolean): void {
  const { latest, shown } = view.state.field(field);
  const settled = typing || latest === shown;
  if (settled && isSame(latest, marks)) return;
  view.dispatch({ effects: setMarks.of({ marks, calm: !typing }) });
}

/** Shows which words could lead to a page. */
export function showOffers(view: EditorView, offers: Mark[]): void {
  view.dispatch({ effects: setOffers.of(offers) });
}

/** Shows slips of language. `typing`: the sentence under the caret keeps what it has for now. */
export function showSlips(view: EditorView, slips: Mark[], typing: boolean): void {
  view.dispatch({ effects: setSlips.of({ marks: slips, calm: !typing }) });
}

/** Offers that touch a stretch, as long as their words are still those. */
const offersIn = (state: EditorState, from: number, to: number): Mark[] =>
  intact(state, state.field(field).offers, from, to, ({ label }) => label);

/** Slips on screen that touch a stretch, as long as their words are still those. */
const slipsIn = (state: EditorState, from: number, to: number): Mark[] =>
  intact(state, state.field(field).shownSlips, from, to, ({ slip }) => slip?.words ?? "");

/** Every slip of the last answer where it stands now. */
export const allSlips = (state: EditorState): Mark[] =>
  intact(state, state.field(field).slips, 0, state.doc.length, ({ slip }) => slip?.words ?? "");

function intact(
  state: EditorState,
  set: RangeSet<Marked>,
  from: number,
  to: number,
  words: (mark: Mark) => string,
): Mark[] {
  const found: Mark[] = [];
  set.between(from, to, (start, end, { mark }) => {
    if (state.sliceDoc(start, end) === words(mark)) found.push({ ...mark, from: start, to: end });
  });
  return found;
}

/** Whether these are the marks that stand there already; then only what a machine offers is renewed. */
function isSame(latest: RangeSet<Marked>, marks: Mark[]): boolean {
  const at = latest.iter();
  const pairs: [Mark, Mark][] = [];
  for (const mark of marks) {
    if (mark.from >= mark.to) continue;
    const old = at.value?.mark;
    if (old === undefined || at.from !== mark.from || at.to !== mark.to) return false;
    if (old.kind !== mark.kind || old.label !== mark.label || old.rule !== mark.rule) return false;
    pairs.push([old, mark]);
    at.next();
  }
  if (at.value !== null) return false;
  for (const [old, mark] of pairs) {
    old.fix = mark.fix;
    old.finding = mark.finding;
  }
  return true;
}

/** The marks of the last answer in their present places, in the order of the text. */
export function allMarks(state: EditorState): Mark[] {
  const found: Mark[] = [];
  for (let at = state.field(field).latest.iter(); at.value !== null; at.next()) {
    found.push({ ...at.value.mark, from: at.from, to: at.to });
  }
  return found;
}

/** The marks that touch a place, heaviest first. */
export function marksAt(state: EditorState, at: number): Mark[] {
  return allMarksNear(state, at).sort((a, b) => weights[b.kind] - weights[a.kind]);
}

function allMarksNear(state: EditorState, at: number): Mark[] {
  const found: Mark[] = [];
  state.field(field).shown.between(at, at, (from, to, { mark }) => void found.push({ ...mark, from, to }));
  return [...found, ...slipsIn(state, at, at), ...offersIn(state, at, at)];
}
