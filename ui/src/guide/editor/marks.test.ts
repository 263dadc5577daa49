// Marks in the margin and under words, never under the moving caret.

import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Mark } from "./findings";
import { allMarks, allSlips, marking, marksAt, showMarks, showSlips } from "./marks";

const mark = (from: number, to: number, part: Partial<Mark> = {}): Mark => ({
  from,
  to,
  kind: "todo",
  rule: "r",
  label: "Link it.",
  why: "",
  fix: null,
  finding: null,
  ...part,
});

const open = (doc: string, caret = 0) =>
  new EditorView({ state: EditorState.create({ doc, selection: { anchor: caret }, extensions: marking }) });

const shown = (view: EditorView, at: number) => marksAt(view.state, at).map(({ from, to }) => [from, to]);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("marks in the text", () => {
  it("follow their words", () => {
    const view = open("one MongoDB two");
    showMarks(view, [mark(4, 11)], false);
    view.dispatch({ changes: { from: 0, insert: "well, " } });
    expect(allMarks(view.state).map(({ from, to }) => [from, to])).toEqual([[10, 17]]);
  });

  it("keep away from the sentence being typed until 1.5 s have passed", () => {
    const view = open("one MongoDB\ntwo MongoDB", 3);
    showMarks(view, [mark(4, 11), mark(16, 23)], true);
    expect(shown(view, 5)).toEqual([]);
    expect(shown(view, 17)).toEqual([[16, 23]]);
    vi.advanceTimersByTime(1600);
    expect(shown(view, 5)).toEqual([[4, 11]]);
  });

  it("come at once when the caret leaves the sentence", () => {
    const view = open("one MongoDB\ntwo MongoDB", 3);
    showMarks(view, [mark(4, 11)], true);
    view.dispatch({ selection: { anchor: 14 } });
    vi.advanceTimersByTime(0);
    expect(shown(view, 5)).toEqual([[4, 11]]);
  });

  it("stay in the sentence being typed when they were there before", () => {
    const view = open("one MongoDB", 11);
    showMarks(view, [mark(4, 11)], false);
    view.dispatch({ changes: { from: 11, insert: "!" }, selection: { anchor: 12 } });
    showMarks(view, [], true);
    expect(shown(view, 5)).toEqual([[4, 11]]);
    vi.advanceTimersByTime(1600);
    expect(shown(view, 5)).toEqual([]);
  });

  it("take a newer offer without being drawn again", () => {
    const view = open("one MongoDB");
    const offer = (insert: string) => ({ label: "Link", edits: [{ from: 4, to: 11, insert }], meta: null });
    showMarks(view, [mark(4, 11, { fix: offer("a") })], false);
    const before = view.state;
    showMarks(view, [mark(4, 11, { fix: offer("b") })], false);
    expect(view.state).toBe(before);
    expect(marksAt(view.state, 5)[0]?.fix?.edits[0]?.insert).toBe("b");
  });

  it("beyond the text are left out", () => {
    const view = open("one");
    showMarks(view, [mark(2, 9), mark(1, 1)], false);
    expect(allMarks(view.state)).toEqual([]);
  });
});

describe("slips of language", () => {
  const slip = (from: number, words: string): Mark => ({
    ...mark(from, from + words.length, { kind: "slip", label: "Not in the dictionary" }),
    slip: {
      kind: "spelling",
      rule: "spelling",
      span: { from, to: from + words.length },
      words,
      message: "",
      suggestions: [],
    },
  });

  it("come beside the bar's marks and go with their words", () => {
    const view = open("one teh two");
    showMarks(view, [mark(8, 11)], false);
    showSlips(view, [slip(4, "teh")], false);
    expect([shown(view, 5), shown(view, 9)]).toEqual([[[4, 7]], [[8, 11]]]);
    view.dispatch({ changes: { from: 0, insert: "so " } });
    expect(allSlips(view.state).map(({ from }) => from)).toEqual([7]);
    view.dispatch({ changes: { from: 8, to: 9, insert: "ee" } });
    expect([shown(view, 8), allSlips(view.state)]).toEqual([[], []]);
  });

  it("keep away from the sentence being typed until the hand rests", () => {
    const view = open("one teh\ntwo teh", 7);
    showSlips(view, [slip(4, "teh"), slip(12, "teh")], true);
    expect([shown(view, 5), shown(view, 13)]).toEqual([[], [[12, 15]]]);
    vi.advanceTimersByTime(1600);
    expect(shown(view, 5)).toEqual([[4, 7]]);
  });
});
