/**
 * The editor put together: CodeMirror with the house style, keys, marks and questions.
 *
 * Reports changes and the caret; asks no library and draws nothing outside of itself.
 */
import { defaultKeymap, history, historyField, historyKeymap, isolateHistory } from "@codemirror/commands";
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { indentUnit } from "@codemirror/language";
import { languages } from "@codemirror/language-data";
import { type ChangeSet, EditorState, type Extension, Prec, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, tooltips } from "@codemirror/view";
import { GFM } from "@lezer/markdown";

import type { Span } from "../wire";
import { type Linkable, linkCompletion } from "./complete";
import { fences } from "./fences";
import { findAndReplace } from "./find";
import { isOpen, isPlain, type Mark, weights } from "./findings";
import { bold, code, heading, italic, link } from "./format";
import { type BoxPorts, closeBox, closeStale, hints, isBoxOpen, showBox } from "./hint";
import { intake } from "./intake";
import { allMarks, allSlips, marking, marksAt, showMarks, showOffers, showSlips } from "./marks";
import { isSlip, type SlipMark } from "../language/slips";
import { questions } from "./questions";
import { tabIn, tabOut } from "./tab";
import { nearestTable, tableAt, tableDoor } from "./table-door";
import { houseStyle } from "./theme";
import { without } from "./window-keys";

export interface Place {
  line: number;
  column: number;
  at: number;
  /** Characters selected. */
  selected: number;
}

export interface EditorPorts extends BoxPorts {
  /** The text changed, with the text after. */
  changed(changes: ChangeSet, after: Text): void;
  caret(place: Place): void;
  /** Alt+Enter: do what is offered for this mark, or the next step when there is none here. */
  fix(mark: Mark | null): void;
  /** Alt+Enter on a slip of language: the first suggestion stands there instead. */
  take(slip: SlipMark): void;
  /** Alt+Shift+Enter on a word that no dictionary has. */
  teach(slip: SlipMark | null): void;
  /** F7 found this one. */
  walkedSlips(slip: SlipMark | null): void;
  /** Tab on words that could lead to a page. */
  acceptLink(mark: Mark): void;
  /** The table that begins here should be shown as a grid. */
  grid(from: number): void;
  /** F8 found this one. */
  walked(mark: Mark | null): void;
  blurred(): void;
  linkable(): Promise<Linkable[]>;
}

export interface EditorOptions {
  text: string;
  /** Id of the element that describes the editor to screen readers. */
  describedBy: string;
  /** Guides have an introduction to ask for. */
  asksOpening: boolean;
}

/** Histories of guides that were open before, so that undo survives going away and coming back. */
const kept = new Map<string, unknown>();
const KEPT_MOST = 12;

export class Editor {
  readonly view: EditorView;
  private readonly ports: EditorPorts;

  constructor(parent: HTMLElement, id: string, options: EditorOptions, ports: EditorPorts) {
    this.ports = ports;
    const extensions = this.extensions(options);
    this.view = new EditorView({ parent, state: stateOf(id, options.text, extensions) });
  }

  get isTyping(): boolean {
    return this.view.hasFocus;
  }

  focus(): void {
    this.view.focus();
  }

  /** Selects a span and brings it to the middle. */
  select(span: Span): void {
    const length = this.view.state.doc.length;
    const from = Math.min(span.from, length);
    this.view.dispatch({
      selection: { anchor: from, head: Math.min(span.to, length) },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.view.focus();
  }

  /** Puts the caret somewhere and that line near the top, as an outline does. */
  jump(at: number): void {
    const place = Math.min(at, this.view.state.doc.length);
    this.view.dispatch({
      selection: { anchor: place },
      effects: EditorView.scrollIntoView(place, { y: "start", yMargin: 24 }),
    });
    this.view.focus();
  }

  /** Applies a change that a machine proposed, as one step of undo. */
  apply(changes: ChangeSet): void {
    this.view.dispatch({
      changes,
      userEvent: "input.fix",
      annotations: isolateHistory.of("full"),
      scrollIntoView: true,
    });
  }

  /** One change, as one step of undo, without moving what is in view. */
  change(change: { from: number; to: number; insert: string }): void {
    this.view.dispatch({ changes: change, userEvent: "input", annotations: isolateHistory.of("full") });
  }

  /** The text from here on. */
  textFrom(from: number): string {
    const { doc } = this.view.state;
    return doc.sliceString(Math.min(from, doc.length));
  }

  /** Where the table at the caret begins, else the first of the text. */
  table(): number | null {
    return nearestTable(this.view.state);
  }

  selection(): Span {
    const { from, to } = this.view.state.selection.main;
    return { from, to };
  }

  /** Puts a sentence in place of a stretch; between words it stands apart from them. */
  write({ from, to }: Span, sentence: string): void {
    const { doc } = this.view.state;
    const before = from > 0 && /\S/.test(doc.sliceString(from - 1, from)) ? " " : "";
    const after = /\S/.test(doc.sliceString(to, to + 1)) && from === to ? " " : "";
    this.change({ from, to, insert: `${from === to ? before : ""}${sentence}${after}` });
  }

  /** Puts something before and behind a stretch, as one step of undo. */
  wrap({ from, to }: Span, before: string, after: string): void {
    const changes = [
      { from, insert: before },
      { from: to, insert: after },
    ];
    this.apply(this.view.state.changes(changes));
    this.view.focus();
  }

  /** Puts text at the caret. */
  insert(text: string): void {
    this.view.dispatch(this.view.state.replaceSelection(text), { userEvent: "input", scrollIntoView: true });
    this.view.focus();
  }

  /** Replaces the whole text, keeping what both have in common; for a text that came from outside. */
  replace(change: { from: number; to: number; insert: string }): void {
    this.view.dispatch({ changes: change, annotations: isolateHistory.of("full") });
  }

  mark(marks: Mark[]): void {
    showMarks(this.view, marks, this.view.hasFocus);
    closeStale(this.view, [...marks, ...this.slips()]);
  }

  /** Words that could lead to a page, except where something else is marked already. */
  offer(offers: Mark[]): void {
    const marks = allMarks(this.view.state).filter(isOpen);
    const free = ({ from, to }: Mark): boolean => !marks.some((mark) => mark.from < to && from < mark.to);
    showOffers(this.view, offers.filter(free));
  }

  /** Slips of language, drawn apart from the bar's marks. */
  language(slips: SlipMark[]): void {
    showSlips(this.view, slips, this.view.hasFocus);
  }

  /** The slips where they stand now. */
  slips(): SlipMark[] {
    return allSlips(this.view.state).filter(isSlip);
  }

  /** The character before a place; empty at the start. */
  textBefore(at: number): string {
    return this.view.state.sliceDoc(Math.max(0, at - 1), at);
  }

  /** Several changes, as one step of undo, without moving what is in view. */
  edits(changes: { from: number; to: number; insert: string }[]): void {
    this.view.dispatch({ changes, userEvent: "input.fix", annotations: isolateHistory.of("full") });
  }

  /** Goes to the next slip of language, or the one before. */
  walkSlips(step: 1 | -1): boolean {
    const next = this.nextOf(this.slips(), step);
    if (next !== null) {
      this.select(next);
      showBox(this.view, [next], false);
    }
    this.ports.walkedSlips(next);
    return true;
  }

  /** The one after the selection or before it, all around. */
  private nextOf<M extends Mark>(marks: M[], step: 1 | -1): M | null {
    const { from, to, empty } = this.view.state.selection.main;
    // A caret right before marked words has not been on them yet.
    const ahead =
      step === 1
        ? marks.find((mark) => mark.from >= to && (empty || mark.from > from))
        : marks.findLast((mark) => mark.to <= from);
    return ahead ?? (step === 1 ? marks[0] : marks[marks.length - 1]) ?? null;
  }

  /** Goes to the next open mark in the text, or the one before. */
  walk(step: 1 | -1): boolean {
    const next = this.nextOf(allMarks(this.view.state).filter(isOpen), step);
    if (next !== null) {
      this.select(next);
      showBox(this.view, this.marksOn(next), false);
    }
    this.ports.walked(next);
    return true;
  }

  /** Keeps the history for the next time, and goes. */
  destroy(id: string): void {
    kept.delete(id);
    kept.set(id, this.view.state.toJSON({ history: historyField }));
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT_MOST && oldest !== undefined) kept.delete(oldest);
    this.view.destroy();
  }

  private extensions({ describedBy, asksOpening }: EditorOptions): Extension {
    return [
      Prec.high(keymap.of(this.keys())),
      history(),
      drawSelection({ cursorBlinkRate: 1060 }),
      EditorView.lineWrapping,
      highlightActiveLine(),
      markdown({
        base: commonmarkLanguage,
        extensions: GFM,
        codeLanguages: languages,
        completeHTMLTags: false,
      }),
      indentUnit.of("  "),
      intake,
      fences,
      marking,
      questions(asksOpening),
      findAndReplace,
      linkCompletion(() => this.ports.linkable()),
      // Boxes stay inside their pane: the preview lies beside it.
      tooltips({ tooltipSpace: (view) => view.dom.getBoundingClientRect() }),
      hints(this.ports),
      tableDoor((from) => this.ports.grid(from)),
      keymap.of([...historyKeymap, ...without(defaultKeymap)]),
      EditorView.scrollMargins.of(() => ({ top: 24, bottom: 48 })),
      EditorView.contentAttributes.of({
        "aria-label": "Text of the guide",
        "aria-describedby": describedBy,
        tabindex: "0",
        spellcheck: "false",
        autocorrect: "off",
        autocapitalize: "off",
        translate: "no",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.ports.changed(update.changes, update.state.doc);
        if (update.selectionSet || update.docChanged) this.ports.caret(placeOf(update.state));
        if (update.focusChanged && !update.view.hasFocus) this.ports.blurred();
      }),
      houseStyle,
    ];
  }

  private keys() {
    return [
      { key: "Mod-b", run: bold },
      { key: "Mod-i", run: italic },
      { key: "Mod-e", run: code },
      { key: "Mod-k", run: link },
      ...[1, 2, 3, 4].map((level) => ({ key: `Mod-Alt-${level}`, run: heading(level) })),
      { key: "F8", run: () => this.walk(1), shift: () => this.walk(-1) },
      { key: "F7", run: () => this.walkSlips(1), shift: () => this.walkSlips(-1) },
      { key: "Alt-Enter", run: () => this.fixHere() },
      { key: "Shift-Alt-Enter", run: () => this.teachHere() },
      { key: "Escape", run: (view: EditorView) => isBoxOpen(view) && (closeBox(view), true) },
      { key: "Tab", run: (view: EditorView) => this.acceptLink() || tabIn(view), shift: tabOut },
    ];
  }

  /** One thing to do here: do it. Several, or a question: open the box and go into it. */
  private fixHere(): boolean {
    const here = marksAt(this.view.state, this.view.state.selection.main.head);
    const marks = here.filter((mark) => isOpen(mark) || isSlip(mark));
    const [only] = marks;
    const table = only === undefined ? tableAt(this.view.state, this.view.state.selection.main.head) : null;
    if (table !== null) this.ports.grid(table);
    else if (marks.length === 1 && only && isSlip(only) && only.slip.suggestions.length > 0)
      this.ports.take(only);
    else if (only === undefined || (marks.length === 1 && isPlain(only))) this.ports.fix(only ?? null);
    else showBox(this.view, marks, true);
    return true;
  }

  /** The word at the caret is right: every guide knows it from now on. */
  teachHere(): boolean {
    const here = marksAt(this.view.state, this.view.state.selection.main.head).filter(isSlip);
    this.ports.teach(here.find(({ slip }) => slip.kind === "spelling") ?? null);
    return true;
  }

  /** This mark, and what else stands on its words. */
  private marksOn(mark: Mark): Mark[] {
    const others = marksAt(this.view.state, mark.to).filter((one) => one.rule !== mark.rule && isOpen(one));
    return [mark, ...others].sort((a, b) => weights[b.kind] - weights[a.kind]);
  }

  /** Tab on words that are offered as a link makes them one. */
  private acceptLink(): boolean {
    const { main } = this.view.state.selection;
    const here = main.empty ? marksAt(this.view.state, main.head) : [];
    const link = here.find(({ kind }) => kind === "ghost" || kind === "offer");
    if (link === undefined) return false;
    if (link.kind === "ghost") this.ports.fix(link);
    else this.ports.acceptLink(link);
    return true;
  }
}

function stateOf(id: string, text: string, extensions: Extension): EditorState {
  const before = kept.get(id) as { doc?: unknown } | undefined;
  const config = { doc: text, extensions };
  if (before?.doc !== text) return EditorState.create(config);
  return EditorState.fromJSON(before, { extensions }, { history: historyField });
}

export function placeOf(state: EditorState): Place {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  return {
    line: line.number,
    column: main.head - line.from + 1,
    at: main.head,
    selected: main.to - main.from,
  };
}
