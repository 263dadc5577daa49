/**
 * The questions of an empty draft: shown where the answer belongs, never part of the text.
 *
 * A question goes when its section has a word in it. Long texts are not looked at.
 */
import { type Extension, type Range, RangeSet, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";

/** Above this many characters a text is no empty draft. */
const LONGEST = 6000;

const opening = "Who had the problem, and what went wrong before you fixed it?";

/** First match wins; headings are what the templates write, and what writers usually make of them. */
const asked: [RegExp, string][] = [
  [/problem|what broke|what went wrong/i, "What broke, for whom, and what did it cost?"],
  [/approach|solution|design|how it works/i, "What did you try, and why this? Show the code that mattered."],
  [/the question|the choice/i, "What has to be chosen, and for whom?"],
  [/side by side|criteria/i, "What counts, and how is it measured?"],
  [/shines|verdict|recommendation|when to use/i, "Which one, for whom, and when the other?"],
  [/outcome|what changed|numbers|results/i, "From what to what, measured how, over how long?"],
  [/lesson|what (we|i) learned/i, "What would you do differently next time?"],
  [/the project/i, "What is it, for whom, and since when?"],
  [/what was built/i, "Which parts are there, and what are they made of?"],
  [/what came of it/i, "What can be said of it today, with a source?"],
];

export interface Question {
  at: number;
  text: string;
}

/** Where each open question stands. `withOpening`: also ask for the introduction. */
export function questionsOf(doc: Text, withOpening: boolean): Question[] {
  if (doc.length > LONGEST) return [];
  const found: Question[] = [];
  for (let n = 1; n <= doc.lines;) {
    const heading = /^#{1,6}\s+(.+)/.exec(doc.line(n).text);
    const ask = heading
      ? asked.find(([words]) => words.test(heading[1] ?? ""))?.[1]
      : n === 1 && withOpening
        ? opening
        : undefined;
    const empty = emptyRun(doc, heading ? n + 1 : n);
    if (ask !== undefined && empty.lines > 0) found.push({ at: doc.line(empty.first).from, text: ask });
    n = Math.max(n + 1, empty.next);
  }
  return found;
}

/** Empty lines from `from` up to a heading or the end; none when words follow. */
function emptyRun(doc: Text, from: number): { first: number; lines: number; next: number } {
  let n = from;
  while (n <= doc.lines && doc.line(n).text.trim() === "") n += 1;
  const closed = n > doc.lines || /^#{1,6}\s/.test(doc.line(n).text);
  return { first: from, lines: closed ? n - from : 0, next: n };
}

class Asking extends WidgetType {
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
  override eq(other: Asking): boolean {
    return this.text === other.text;
  }
  override toDOM(): HTMLElement {
    const span = document.createElement("span");
    span.className = "cm-question";
    span.textContent = this.text;
    span.setAttribute("aria-hidden", "true");
    return span;
  }
}

function drawn(doc: Text, withOpening: boolean): DecorationSet {
  const ranges: Range<Decoration>[] = questionsOf(doc, withOpening).map(({ at, text }) =>
    Decoration.widget({ widget: new Asking(text), side: 1 }).range(at),
  );
  return RangeSet.of(ranges);
}

/** `withOpening`: the kind of text that has an introduction. */
export function questions(withOpening: boolean): Extension {
  return ViewPlugin.define(
    (view) => ({
      decorations: drawn(view.state.doc, withOpening),
      update(update: ViewUpdate) {
        if (update.docChanged) this.decorations = drawn(update.state.doc, withOpening);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}
