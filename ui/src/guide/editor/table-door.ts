/**
 * The door from a table in the text to its grid: a button at the end of its first row while the caret
 * stands in it. Where tables are comes from the syntax tree, so that tables in code are none.
 */
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

/** Milliseconds a search for tables may parse ahead. */
const PATIENCE_MS = 100;

/** Where the table around a place begins; null when there is none. */
export function tableAt(state: EditorState, at: number): number | null {
  for (let node = syntaxTree(state).resolveInner(at, -1); ;) {
    if (node.name === "Table") return state.doc.lineAt(node.from).from;
    if (node.parent === null) return null;
    node = node.parent;
  }
}

/** Where the table at the caret begins, else the first of the text. */
export function nearestTable(state: EditorState): number | null {
  const here = tableAt(state, state.selection.main.head);
  if (here !== null) return here;
  let first: number | null = null;
  ensureSyntaxTree(state, state.doc.length, PATIENCE_MS)?.iterate({
    enter: ({ name, from }) => {
      if (name === "Table") first ??= state.doc.lineAt(from).from;
      return first === null;
    },
  });
  return first;
}

class Door extends WidgetType {
  readonly at: number;
  readonly open: (at: number) => void;
  constructor(at: number, open: (at: number) => void) {
    super();
    this.at = at;
    this.open = open;
  }
  override eq(other: Door): boolean {
    return this.at === other.at;
  }
  override toDOM(): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cm-door";
    button.textContent = "Grid";
    button.tabIndex = -1;
    button.setAttribute("aria-label", "Open the comparison grid");
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.open(this.at));
    return button;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

export function tableDoor(open: (at: number) => void): Extension {
  const doors = (state: EditorState): DecorationSet => {
    const at = tableAt(state, state.selection.main.head);
    if (at === null) return Decoration.none;
    const end = state.doc.lineAt(at).to;
    return Decoration.set([Decoration.widget({ widget: new Door(at, open), side: 1 }).range(end)]);
  };
  return StateField.define<DecorationSet>({
    create: doors,
    update: (value, tr) => (tr.docChanged || tr.selection ? doors(tr.state) : value),
    provide: (field) => EditorView.decorations.from(field),
  });
}
