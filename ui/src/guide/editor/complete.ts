/**
 * `[[` offers case studies, stack pages and guides, and puts an ordinary Markdown link in its place.
 *
 * What there is to link comes from outside, asked once per list; nothing is fetched while typing.
 */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";

/** Something a guide can link to. */
export interface Linkable {
  name: string;
  /** Site path: `/stack/redis/`. */
  path: string;
  /** What it is: "case study", "stack", "guide". */
  what: string;
  /** Other names it is found by. */
  aliases: string[];
}

type Source = () => Promise<Linkable[]>;

const ranks: Record<string, number> = { "case study": 2, stack: 1, guide: 0 };

export function linkCompletion(source: Source): ReturnType<typeof autocompletion> {
  return autocompletion({
    override: [(context) => offers(context, source)],
    icons: false,
    maxRenderedOptions: 50,
    interactionDelay: 0,
  });
}

async function offers(context: CompletionContext, source: Source): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/\[\[[^[\]\n]*$/);
  if (typed === null) return null;
  const options = (await source()).flatMap(optionsOf);
  return { from: typed.from + 2, options, validFor: /^[^[\]\n]*$/ };
}

/** One row under its own name, and one under each other name, further down, all giving the same link. */
function optionsOf(to: Linkable): Completion[] {
  const row = (label: string, detail: string, boost: number): Completion => ({
    label,
    detail,
    boost,
    apply: (view, completion, from, end) => insert(view, completion, from - 2, end, to),
  });
  const rank = ranks[to.what] ?? 0;
  return [
    row(to.name, to.what, rank),
    ...to.aliases.map((alias) => row(alias, `${to.name} · ${to.what}`, rank - 50)),
  ];
}

function insert(view: EditorView, completion: Completion, from: number, end: number, to: Linkable): void {
  const closed = view.state.sliceDoc(end, end + 2) === "]]" ? end + 2 : end;
  const text = `[${to.name}](${to.path})`;
  view.dispatch({
    changes: { from, to: closed, insert: text },
    selection: { anchor: from + text.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
  });
}
