/**
 * Tab in the text: accepts an offered link, moves list items in and out, indents code.
 *
 * Escape, then Tab, leaves the editor (built into CodeMirror; the editor's description says so).
 */
import { indentLess, indentMore } from "@codemirror/commands";
import type { EditorState, Line } from "@codemirror/state";
import type { Command } from "@codemirror/view";

const item = /^(\s*)([-*+]|\d+[.)])(\s+)/;

/** Moves list items under the one before; otherwise indents. */
export const tabIn: Command = (view) => {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  if (!view.state.selection.main.empty || !item.test(line.text)) return plainTab(view);
  view.dispatch({
    changes: { from: line.from, insert: " ".repeat(stepOf(view.state, line)) },
    userEvent: "input.indent",
  });
  return true;
};

/** Moves list items out; otherwise takes indentation away. */
export const tabOut: Command = (view) => {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const indent = item.exec(line.text)?.[1]?.length ?? 0;
  if (!view.state.selection.main.empty || indent === 0) return indentLess(view);
  const drop = Math.min(indent, parentStep(view.state, line, indent));
  view.dispatch({ changes: { from: line.from, to: line.from + drop }, userEvent: "delete.dedent" });
  return true;
};

function plainTab(view: Parameters<Command>[0]): boolean {
  if (!view.state.selection.main.empty) return indentMore(view);
  view.dispatch(view.state.replaceSelection("  "), { userEvent: "input", scrollIntoView: true });
  return true;
}

/** How far an item must move to lie under the one before: the width of that one's mark. */
function stepOf(state: EditorState, line: Line): number {
  const above = line.number > 1 ? item.exec(state.doc.line(line.number - 1).text) : null;
  return above ? (above[2]?.length ?? 1) + Math.min(above[3]?.length ?? 1, 4) : 2;
}

/** How far out the next outer item lies. */
function parentStep(state: EditorState, line: Line, indent: number): number {
  for (let n = line.number - 1; n >= Math.max(1, line.number - 200); n -= 1) {
    const outer = item.exec(state.doc.line(n).text)?.[1]?.length;
    if (outer !== undefined && outer < indent) return indent - outer;
  }
  return indent;
}
