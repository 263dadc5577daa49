/**
 * Find and replace: a bar above the text in the style of the house, with a count of hits.
 *
 * The finding is CodeMirror's; this draws the bar and counts.
 */
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  searchKeymap,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import type { EditorState, Extension } from "@codemirror/state";
import {
  type Command,
  type EditorView,
  keymap,
  type Panel,
  runScopeHandlers,
  type ViewUpdate,
} from "@codemirror/view";

import { icons, type IconName } from "$parts/icons";

import { without } from "./window-keys";

import "./find.css";

/** More hits than this are not counted one by one. */
const COUNT_MOST = 999;

export const findAndReplace: Extension = [
  search({ top: true, createPanel: (view) => new FindBar(view) }),
  keymap.of([
    { key: "Mod-h", mac: "Mod-Alt-f", run: withReplace, scope: "editor search-panel", preventDefault: true },
    ...without(searchKeymap),
  ]),
];

function withReplace(view: EditorView): boolean {
  openSearchPanel(view);
  view.dom.querySelector<HTMLInputElement>(".find-bar [name=replace]")?.focus();
  return true;
}

class FindBar implements Panel {
  readonly dom = make("div", { class: "find-bar", role: "search", "aria-label": "This text" });
  readonly top = true;
  private readonly view: EditorView;
  private readonly find: HTMLInputElement;
  private readonly replace: HTMLInputElement;
  private readonly count = make("span", { class: "find-count", role: "status" });
  private readonly flags: Record<"caseSensitive" | "wholeWord" | "regexp", HTMLButtonElement>;
  private counting: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.view = view;
    this.find = field("Find", "find");
    this.find.setAttribute("main-field", "true");
    this.replace = field("Replace with", "replace");
    this.flags = {
      caseSensitive: this.flag("Aa", "Match case"),
      wholeWord: this.flag("W", "Whole words"),
      regexp: this.flag(".*", "Regular expression"),
    };
    this.build();
    this.show(getSearchQuery(view.state));
    this.dom.addEventListener("keydown", (event) => this.key(event));
    this.dom.addEventListener("input", () => this.commit());
  }

  mount(): void {
    this.find.select();
  }

  update(update: ViewUpdate): void {
    const changed = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(setSearchQuery)));
    if (changed) this.show(getSearchQuery(update.state));
    if (changed || update.docChanged || update.selectionSet) this.countSoon();
  }

  destroy(): void {
    clearTimeout(this.counting);
  }

  private build(): void {
    const row = (input: Element, ...tools: Element[]): Element => {
      const element = make("div", { class: "find-row" });
      const beside = make("div", { class: "find-tools" });
      beside.append(...tools);
      element.append(input, beside);
      return element;
    };
    const { caseSensitive, wholeWord, regexp } = this.flags;
    this.dom.append(
      row(
        this.find,
        this.count,
        caseSensitive,
        wholeWord,
        regexp,
        this.picture("chev-u", "Previous hit", findPrevious),
        this.picture("chev-d", "Next hit", findNext),
        this.picture("x", "Close", closeSearchPanel),
      ),
      row(this.replace, this.button("Replace", replaceNext), this.button("Replace all", replaceAll)),
    );
  }

  private commit(): void {
    const query = new SearchQuery({
      search: this.find.value,
      replace: this.replace.value,
      ...mapped(this.flags, (flag) => flag.getAttribute("aria-pressed") === "true"),
    });
    if (!query.eq(getSearchQuery(this.view.state))) this.view.dispatch({ effects: setSearchQuery.of(query) });
  }

  private show(query: SearchQuery): void {
    if (this.find.value !== query.search) this.find.value = query.search;
    if (this.replace.value !== query.replace) this.replace.value = query.replace;
    for (const name of ["caseSensitive", "wholeWord", "regexp"] as const) {
      this.flags[name].setAttribute("aria-pressed", String(query[name]));
    }
    this.countSoon();
  }

  private countSoon(): void {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => (this.count.textContent = counted(this.view.state)), 120);
  }

  private key(event: KeyboardEvent): void {
    if (runScopeHandlers(this.view, event, "search-panel")) {
      event.preventDefault();
      return;
    }
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (event.target === this.find) (event.shiftKey ? findPrevious : findNext)(this.view);
    if (event.target === this.replace) replaceNext(this.view);
  }

  private flag(text: string, label: string): HTMLButtonElement {
    const button = make("button", { type: "button", class: "find-flag", "aria-label": label, title: label });
    button.textContent = text;
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      this.commit();
    });
    return button;
  }

  private button(text: string, run: Command): HTMLButtonElement {
    const button = make("button", { type: "button", class: "find-act" });
    button.textContent = text;
    button.addEventListener("click", () => run(this.view));
    return button;
  }

  private picture(name: IconName, label: string, run: Command): HTMLButtonElement {
    const button = make("button", { type: "button", class: "find-icon", "aria-label": label, title: label });
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    for (const { d } of icons[name]) {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", d);
      svg.append(path);
    }
    button.append(svg);
    button.addEventListener("click", () => run(this.view));
    return button;
  }
}

/** "3 of 12", "12", "None", or why the expression cannot be read. */
export function counted(state: EditorState): string {
  const query = getSearchQuery(state);
  if (query.search === "") return "";
  if (!query.valid) return "Not an expression";
  const { from, to } = state.selection.main;
  let all = 0;
  let here = 0;
  for (const cursor = query.getCursor(state); ;) {
    const hit = cursor.next();
    if (hit.done || all >= COUNT_MOST) break;
    all += 1;
    if (hit.value.from === from && hit.value.to === to) here = all;
  }
  const total = all >= COUNT_MOST ? `${COUNT_MOST}+` : String(all);
  return all === 0 ? "None" : here > 0 ? `${here} of ${total}` : total;
}

function field(label: string, name: string): HTMLInputElement {
  return make("input", {
    type: "text",
    name,
    placeholder: label,
    "aria-label": label,
    autocomplete: "off",
    spellcheck: "false",
  });
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function mapped<K extends string, A, B>(record: Record<K, A>, change: (value: A) => B): Record<K, B> {
  const entries = Object.entries(record) as [K, A][];
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value)])) as Record<K, B>;
}
