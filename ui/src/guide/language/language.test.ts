// The lane on the page's side: asks at rest, shows nothing in a wrong place, and forgets what was taught.

import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { app } from "$app/state.svelte";
import type { Proof } from "$lib/bindings";
import { call } from "$lib/call";

import { allSlips, marking, showSlips } from "../editor/marks";
import type { Editor } from "../editor/editor";
import type { OpenGuide } from "../open-guide";
import type { Around } from "../over";
import type { Clock } from "../ports";
import { mapSpan, Typed } from "../typed";
import { Language } from "./language.svelte";
import { isSlip, type SlipMark } from "./slips";

vi.mock("$lib/call", () => ({
  call: {
    proofread: vi.fn(),
    dictionary: vi.fn(async () => ({ available: true, words: [] })),
    teachWord: vi.fn(async () => ({ available: true, words: ["teh"] })),
    forgetWord: vi.fn(),
    ignoreSlip: vi.fn(async () => null),
    unignoreSlips: vi.fn(),
  },
  toAppError: (reason: unknown) => reason,
}));

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** An open guide whose text is on a real editor, and which answers when it is told to. */
function desk(text: string) {
  const typed = new Typed(text);
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions: marking }) });
  const guide = {
    id: "g",
    live: { edition: 1 },
    since: () => typed.since(),
    place: (span: never) => mapSpan(typed.since(), span),
  };
  const editor = {
    language: (slips: SlipMark[]) => showSlips(view, slips, false),
    slips: () => allSlips(view.state).filter(isSlip),
    textBefore: (at: number) => view.state.sliceDoc(Math.max(0, at - 1), at),
    edits: (changes: never) => type(changes),
    select: () => undefined,
  };
  function type(
    changes: { from: number; to?: number; insert: string } | { from: number; to?: number; insert: string }[],
  ) {
    const tr = view.state.update({ changes });
    view.dispatch(tr);
    typed.type(tr.changes, tr.newDoc);
  }
  const timers: (() => void)[] = [];
  const clock: Clock = {
    painted: () => () => undefined,
    after: (_ms, run) => (timers.push(run), () => void timers.splice(timers.indexOf(run), 1)),
  };
  const around = {
    guide: guide as unknown as OpenGuide,
    editor: () => editor as unknown as Editor,
    flush: async () => {},
    show: () => {},
  } as Around;
  const language = new Language(around, clock);
  return {
    language,
    guide,
    type,
    timers,
    text: () => view.state.doc.toString(),
    shown: () => allSlips(view.state).map(({ from, to }) => [from, to]),
  };
}

const found = (edition: number, text: string, word: string, part: Partial<Proof> = {}): Proof => ({
  edition,
  slips: [...text.matchAll(new RegExp(word, "g"))].map(({ index }) => ({
    kind: "spelling",
    rule: "spelling",
    span: { from: index, to: index + word.length },
    words: word,
    message: "",
    suggestions: ["the"],
  })),
  ignored: 0,
  done: true,
  ...part,
});

const answers = vi.mocked(call.proofread);

beforeEach(() => {
  answers.mockReset();
  app.overview = { settings: { proofread: true } } as never;
});

describe("language", () => {
  it("asks when the hand rests, and not with a key", async () => {
    const { language, timers } = desk("teh");
    language.touch();
    expect(answers).not.toHaveBeenCalled();
    answers.mockResolvedValue(found(1, "teh", "teh"));
    timers[0]?.();
    await settled();
    expect(language.slips).toHaveLength(1);
  });

  it("shows slips where their words are now", async () => {
    const { language, type, shown } = desk("one teh");
    answers.mockImplementation(async () => (type({ from: 0, insert: "well, " }), found(1, "one teh", "teh")));
    await language.ask();
    await settled();
    expect(shown()).toEqual([[10, 13]]);
  });

  it("drops an answer about another text, and asks again at the next rest", async () => {
    const { language, guide, shown, timers } = desk("one teh");
    answers.mockImplementation(async () => ((guide.live.edition = 2), found(1, "x teh", "teh")));
    await language.ask();
    await settled();
    expect(shown()).toEqual([]);
    expect(timers.length).toBeGreaterThan(0);
  });

  it("asks on until a long text is read to its end", async () => {
    const { language } = desk("teh teh");
    answers
      .mockResolvedValueOnce(found(1, "teh", "teh", { done: false }))
      .mockResolvedValueOnce(found(1, "teh teh", "teh"));
    await language.ask();
    await settled();
    expect([answers.mock.calls.length, language.slips.length, language.read]).toEqual([2, 2, true]);
  });

  it("takes a suggestion in every place of a row, as it stands now", async () => {
    const { language, type, text } = desk("teh a teh");
    answers.mockResolvedValue(found(1, "teh a teh", "teh"));
    await language.ask();
    type({ from: 0, insert: "So " });
    language.take(language.slips);
    expect(text()).toBe("So the a the");
  });

  it("takes it in one place alone when one is meant, and nowhere when its words have changed", async () => {
    const { language, type, text } = desk("teh a teh");
    answers.mockResolvedValue(found(1, "teh a teh", "teh"));
    await language.ask();
    const [first, second] = language.slips;
    language.take([second!]);
    expect(text()).toBe("teh a the");
    type({ from: 1, to: 3, insert: "oday" });
    language.take([first!]);
    expect(text()).toBe("today a the");
  });

  it("forgets a taught word everywhere, without regard to case, before the library answers", async () => {
    const { language, shown } = desk("teh a Teh");
    answers.mockResolvedValueOnce({
      ...found(1, "teh a Teh", "teh"),
      slips: [...found(1, "teh a Teh", "teh").slips, ...found(1, "teh a Teh", "Teh").slips],
    });
    await language.ask();
    expect(shown()).toHaveLength(2);
    answers.mockResolvedValue(found(1, "teh a Teh", "nothing"));
    await language.teach(language.slips[0]!);
    expect(shown()).toEqual([]);
  });

  it("asks nothing and shows nothing when it is off", async () => {
    const { language, shown } = desk("teh");
    answers.mockResolvedValue(found(1, "teh", "teh"));
    await language.ask();
    app.overview = { settings: { proofread: false } } as never;
    language.switched(false);
    language.touch();
    await language.ask();
    expect([shown().length, answers.mock.calls.length]).toEqual([0, 1]);
  });
});
