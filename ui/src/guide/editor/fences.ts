/**
 * Gives the lines of a code block their box. Looks only at what is on screen.
 *
 * Colours nothing; the highlighter weighs the words inside.
 */
import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

const inside = Decoration.line({ class: "cm-fence" });
const first = Decoration.line({ class: "cm-fence cm-fence-first" });
const last = Decoration.line({ class: "cm-fence cm-fence-last" });
const only = Decoration.line({ class: "cm-fence cm-fence-first cm-fence-last" });

function boxes(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        if (node.name !== "FencedCode" && node.name !== "CodeBlock") return undefined;
        done = box(view, builder, node.from, node.to, Math.max(done, from), to);
        return false;
      },
    });
  }
  return builder.finish();
}

/** Boxes the lines of one block that lie in view and were not boxed before; answers with the last. */
function box(
  view: EditorView,
  builder: RangeSetBuilder<Decoration>,
  start: number,
  end: number,
  from: number,
  to: number,
): number {
  const { doc } = view.state;
  const top = doc.lineAt(start).number;
  const bottom = doc.lineAt(end).number;
  let at = -1;
  for (let n = doc.lineAt(Math.max(start, from)).number; n <= bottom; n += 1) {
    const line = doc.line(n);
    if (line.from > to) break;
    if (line.from < from && n !== top) continue;
    builder.add(
      line.from,
      line.from,
      top === bottom ? only : n === top ? first : n === bottom ? last : inside,
    );
    at = line.to + 1;
  }
  return at;
}

export const fences = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = boxes(view);
    }
    update(update: ViewUpdate): void {
      const reparsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || reparsed) this.decorations = boxes(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
