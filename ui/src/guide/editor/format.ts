/**
 * Marks a writer sets by key: bold, italic, code, link, headings, lists. Each works on the selection or
 * on the word at the caret, and takes itself back.
 *
 * Pure editor commands; binding them to keys is done where the editor is put together.
 */
import { type ChangeSpec, EditorSelection, type EditorState, type SelectionRange } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";

export const bold = wrap("**");
export const italic = wrap("*");
export const code = wrap("`");
export const struck = wrap("~~");

/** Puts marks around the selection or the word at the caret, or takes them away. */
function wrap(mark: string): Command {
  return (view) => {
    if (view.state.readOnly) return false;
    const change = view.state.changeByRange((range) => wrapped(view.state, range, mark));
    view.dispatch(change, { userEvent: "input.format", scrollIntoView: true });
    return true;
  };
}

function wrapped(
  state: EditorState,
  range: SelectionRange,
  mark: string,
): { changes: ChangeSpec; range: SelectionRange } {
  const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
  const size = mark.length;
  if (stands(state, from - size, mark) && stands(state, to, mark)) {
    return {
      changes: [
        { from: from - size, to: from },
        { from: to, to: to + size },
      ],
      range: EditorSelection.range(range.anchor - size, range.head - size),
    };
  }
  return {
    changes: [
      { from, insert: mark },
      { from: to, insert: mark },
    ],
    range: EditorSelection.range(range.anchor + size, range.head + size),
  };
}

/** Whether exactly this mark stands here: one `*` is not found in `**`. */
function stands(state: EditorState, at: number, mark: string): boolean {
  if (at < 0 || state.sliceDoc(at, at + mark.length) !== mark) return false;
  if (mark !== "*") return true;
  const run = (/^\**/.exec(state.sliceDoc(at)) ?? [""])[0].length;
  const before = (/\**$/.exec(state.sliceDoc(Math.max(0, at - 3), at)) ?? [""])[0].length;
  return (run + before) % 2 === 1;
}

/** `[words](|)`, or `[|](address)` when an address is selected. */
export const link: Command = (view) => {
  if (view.state.readOnly) return false;
  const change = view.state.changeByRange((range) => {
    const { from, to } = range.empty ? (view.state.wordAt(range.head) ?? range) : range;
    const words = view.state.sliceDoc(from, to);
    const address = /^https?:\/\/\S+$/.test(words);
    const insert = address ? `[](${words})` : `[${words}]()`;
    const caret = from + (address || words === "" ? 1 : insert.length - 1);
    return { changes: { from, to, insert }, range: EditorSelection.cursor(caret) };
  });
  view.dispatch(change, { userEvent: "input.format", scrollIntoView: true });
  return true;
};

/** Makes the lines of the selection headings of this level; the same level again makes them text. */
export function heading(level: number): Command {
  return (view) =>
    eachLine(view, (text) => {
      const old = (/^#{1,6}\s+/.exec(text) ?? [""])[0];
      const mark = `${"#".repeat(level)} `;
      return { drop: old.length, insert: old === mark ? "" : mark };
    });
}

export const bulletList: Command = (view) => listed(view, /^[-*+]\s+/, () => "- ");
export const numberList: Command = (view) => listed(view, /^\d+[.)]\s+/, (n) => `${n}. `);
export const quote: Command = (view) => listed(view, /^>\s?/, () => "> ");

function listed(view: EditorView, mark: RegExp, make: (n: number) => string): boolean {
  let n = 0;
  const all = lines(view.state).every((line) => line.text === "" || mark.test(line.text));
  return eachLine(view, (text) => {
    if (all) return { drop: (mark.exec(text) ?? [""])[0].length, insert: "" };
    n += 1;
    return { drop: (/^(?:[-*+]|\d+[.)])\s+/.exec(text) ?? [""])[0].length, insert: make(n) };
  });
}

function lines(state: EditorState): { from: number; text: string }[] {
  const { from, to } = state.selection.main;
  const found = [];
  for (let at = from; at <= to;) {
    const line = state.doc.lineAt(at);
    found.push({ from: line.from, text: line.text });
    at = line.to + 1;
  }
  return found;
}

function eachLine(view: EditorView, change: (text: string) => { drop: number; insert: string }): boolean {
  if (view.state.readOnly) return false;
  const many = lines(view.state);
  const changes = many
    .filter((line) => line.text !== "" || many.length === 1)
    .map((line) => {
      const { drop, insert } = change(line.text);
      return { from: line.from, to: line.from + drop, insert };
    });
  view.dispatch({ changes, userEvent: "input.format", scrollIntoView: true });
  return true;
}
