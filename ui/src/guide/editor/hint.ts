/**
 * The box beside marked words: under the pointer, after F8, and for Alt+Enter, which also puts the
 * focus into it. One box at a time; it goes when the text or the selection changes.
 *
 * What stands in it is drawn by whoever opened the editor.
 */
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, showTooltip, type Tooltip, type TooltipView } from "@codemirror/view";

import type { Mark } from "./findings";
import { marksAt } from "./marks";

/** What the box is made of. `close` gives the focus back to the text. */
export interface Box {
  dom: HTMLElement;
  destroy(): void;
}

export interface BoxPorts {
  /** Draws the box for these marks, heaviest first. `focus`: its first button takes the focus. */
  box(marks: Mark[], close: () => void, focus: boolean): Box;
  /** Why the number at this place is not counted; null when there is nothing to say. */
  explain(at: number): Promise<{ from: number; to: number; text: string } | null>;
}

const ask = StateEffect.define<{ marks: Mark[]; focus: boolean } | null>();

/** Opens the box at these marks. */
export function showBox(view: EditorView, marks: Mark[], focus: boolean): void {
  view.dispatch({ effects: ask.of({ marks, focus }) });
}

export function closeBox(view: EditorView): void {
  if (view.state.field(asked, false)) view.dispatch({ effects: ask.of(null) });
}

/** Closes the box when none of what it says is said any more. */
export function closeStale(view: EditorView, said: Mark[]): void {
  const open = view.state.field(asked, false);
  if (!open) return;
  const isSaid = (mark: Mark): boolean =>
    said.some(({ rule, from }) => rule === mark.rule && from === mark.from);
  if (!open.marks.some(isSaid)) closeBox(view);
}

export const isBoxOpen = (view: EditorView): boolean => view.state.field(asked, false) != null;

interface Asked {
  marks: Mark[];
  focus: boolean;
}

const asked = StateField.define<Asked | null>({
  create: () => null,
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(ask)) return effect.value;
    return tr.docChanged || tr.selection ? null : value;
  },
});

function tooltipOf(ports: BoxPorts, { marks, focus }: Asked): Tooltip | null {
  const first = marks[0];
  if (first === undefined) return null;
  const create = (view: EditorView): TooltipView => {
    const close = (): void => {
      closeBox(view);
      view.focus();
    };
    const { dom, destroy } = ports.box(marks, close, focus);
    dom.classList.add("cm-asked");
    return { dom, destroy };
  };
  return { pos: first.from, end: first.to, above: false, create };
}

function hovered(ports: BoxPorts): Extension {
  return hoverTooltip(async (view, at) => {
    if (view.state.field(asked) !== null) return null;
    const marks = marksAt(view.state, at);
    const [first] = marks;
    if (first !== undefined) {
      return { pos: first.from, end: first.to, create: () => ports.box(marks, () => view.focus(), false) };
    }
    if (!/\d/.test(near(view, at))) return null;
    const said = await ports.explain(at);
    return said && { pos: said.from, end: said.to, create: () => words(said.text) };
  });
}

/** What stands right around a place, without white space in between. */
function near(view: EditorView, at: number): string {
  const { from, to } = view.state.wordAt(at) ?? { from: at, to: at };
  return view.state.sliceDoc(Math.max(0, from - 1), to + 1);
}

function words(text: string): TooltipView {
  const dom = document.createElement("div");
  dom.className = "cm-said";
  dom.textContent = text;
  return { dom };
}

export function hints(ports: BoxPorts): Extension {
  const open = asked.init(() => null);
  const shown = showTooltip.compute([asked], (state) => {
    const value = state.field(asked);
    return value && tooltipOf(ports, value);
  });
  return [open, shown, hovered(ports)];
}
