/**
 * The library in memory: answers every command of the window so that its screens can be looked at
 * in a browser and tested without Rust. It judges and renders nothing seriously.
 *
 * `?many=10000`, `?empty`, `?trouble=locked`, `?slow` and `?met` change what it holds.
 */
import type {
  Card,
  CardList,
  Difference,
  ErrorCode,
  ExportRequest,
  Exported,
  ImportReport,
  Kind,
  Meta,
  OpenGuide,
  Overview,
  Piece,
  Preflight,
  Query,
  Revision,
  Saved,
  Settings,
  Status,
} from "../src/lib/bindings";

import { act } from "./act";
import * as data from "./data";
import { difference } from "./difference";
import * as language from "./language";
import { liveOf, patched } from "./live";

export type * from "../src/lib/bindings";

const asked = new URLSearchParams(globalThis.location?.search ?? "");

interface State {
  cards: Card[];
  trash: Card[];
  texts: Map<string, string>;
  editions: Map<string, number>;
  tags: string[];
  settings: Settings;
  destination: string | null;
  trouble: ErrorCode | null;
}

function fresh(): State {
  return {
    cards: asked.has("empty") ? [] : data.guides(Number(asked.get("many") ?? 0)),
    trash: [],
    texts: new Map(Object.entries(data.bodies)),
    editions: new Map(),
    tags: [],
    settings: {
      theme: (asked.get("theme") as Settings["theme"] | null) ?? "system",
      libraryView: asked.get("view") ?? "cards",
      textSize: Number(asked.get("text") ?? 100),
      lastGuide: asked.get("guide") ?? "",
    },
    destination: null,
    trouble: (asked.get("trouble") as ErrorCode | null) ?? null,
  };
}

let state = fresh();

/** For tests: begins again, with these changes. */
export function reset(change: Partial<State> = {}) {
  state = { ...fresh(), ...change };
}

class Refusal {
  constructor(
    readonly code: ErrorCode,
    readonly message: string,
    readonly details: string[] = [],
  ) {}
}

const said: Partial<Record<ErrorCode, string>> = {
  locked:
    "Another program has this library open. Nothing is lost. Close the other program, or open another library.",
  damaged: "The library file is damaged. The last copy from 2026-11-20 is beside it and was not touched.",
};

async function answer<T>(make: () => T) {
  if (asked.has("slow")) await new Promise((done) => setTimeout(done, 1500));
  try {
    if (state.trouble) throw new Refusal(state.trouble, said[state.trouble] ?? "Something went wrong.");
    return { status: "ok" as const, data: make() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      status: "error" as const,
      error: { code: error.code, message: error.message, details: error.details },
    };
  }
}

function find(id: string): Card {
  const card = state.cards.find((one) => one.id === id);
  if (card) return card;
  const other = [...data.caseStudies, ...data.stackOf(data.guides())].find((one) => one.id === id);
  if (!other) throw new Refusal("not-found", "This guide is no longer in the library.");
  return {
    ...data.guides()[0],
    id,
    title: other.name,
    summary: "",
    kind: "stack-item",
    stack: [],
    tags: [],
  } as Card;
}

const met = ({ score }: Card) => score.passed + score.waived === score.required;

function overview(): Overview {
  const count = (...of: Status[]) => state.cards.filter((card) => of.includes(card.status)).length;
  return {
    name: "Guides",
    path: "~/.local/share/highbar/Guides.highbar",
    guides: state.cards.length,
    drafts: count("draft", "returned"),
    inReview: count("in-review"),
    approved: count("approved"),
    archived: 0,
    trashed: state.trash.length,
    caseStudies: state.cards.length ? data.caseStudies : [],
    stack: data.stackOf(state.cards),
    tags: [
      ...data.tagsOf(state.cards),
      ...state.tags.map((name) => ({ id: "", name, slug: name, guides: 0 })),
    ],
    rules: data.rules,
    settings: state.settings,
    notice: "",
  };
}

/** The words around the hit, with the hit marked. */
function snippet(card: Card, text: string): Piece[] {
  const where = `${card.summary} ${state.texts.get(card.id) ?? ""}`;
  const at = where.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return [];
  const from = Math.max(0, at - 60);
  return [
    { text: (from > 0 ? "…" : "") + where.slice(from, at), hit: false },
    { text: where.slice(at, at + text.length), hit: true },
    { text: `${where.slice(at + text.length, at + text.length + 60)}…`, hit: false },
  ];
}

function keeps(query: Query, card: Card): boolean {
  const any = <T>(wanted: T[] | undefined, has: (one: T) => boolean) => !wanted?.length || wanted.some(has);
  const all = `${card.title} ${card.summary} ${state.texts.get(card.id) ?? ""}`.toLowerCase();
  return (
    any(query.statuses, (one) => one === card.status) &&
    any(query.tags, (one) => card.tags.includes(one)) &&
    any(query.stack, (one) => card.stack.includes(one)) &&
    any(query.failing, (_) => card.score.open > 0) &&
    (query.text ?? "")
      .toLowerCase()
      .split(/\s+/)
      .every((word) => all.includes(word))
  );
}

const orders: Record<string, (a: Card, b: Card) => number> = {
  newest: (a, b) => b.date.localeCompare(a.date),
  saved: (a, b) => b.savedAt.localeCompare(a.savedAt),
  title: (a, b) => a.title.localeCompare(b.title),
  nearest: (a, b) => a.score.open - b.score.open,
  words: (a, b) => b.words - a.words,
};

function list(query: Query): CardList {
  const all = query.section === "trash" ? state.trash : state.cards;
  const hits = all.filter((card) => keeps(query, card)).sort(orders[query.sort ?? "newest"]);
  const from = query.offset ?? 0;
  const cards = hits.slice(from, from + (query.limit || hits.length));
  return {
    cards: query.text ? cards.map((card) => ({ ...card, snippet: snippet(card, query.text ?? "") })) : cards,
    total: hits.length,
    met: hits.filter(met).length,
    words: hits.reduce((sum, card) => sum + card.words, 0),
  };
}

function create(kind: Kind, title: string): string {
  const id = `new-${state.cards.length + 1}`;
  const required = 24;
  const score = { required, passed: 6, open: 18, confirm: 0, waived: 0, advice: 0 };
  state.cards = [
    {
      ...(data.guides()[0] as Card),
      id,
      kind,
      title: title || "Untitled",
      summary: "",
      slug: id,
      stack: [],
      tags: [],
      words: 0,
      readMinutes: 1,
      score,
    },
    ...state.cards,
  ];
  state.texts.set(id, "");
  return id;
}

function metaOf(card: Card): Meta {
  const { kind, title, summary, slug, date, tags, stack } = card;
  return {
    kind,
    title,
    summary,
    slug,
    date,
    updated: "",
    tags,
    stack,
    caseStudies: ["nestfi"],
    readMinutes: null,
    aliases: [],
    facetOf: "",
    version: "",
  };
}

function open(id: string): OpenGuide {
  const card = find(id);
  const text = state.texts.get(id) ?? `${card.summary}\n\n## What broke\n\nIt was slow.\n`;
  state.texts.set(id, text);
  state.editions.set(id, 0);
  return {
    id,
    status: card.status,
    meta: metaOf(card),
    text,
    savedRevision: 26,
    live: liveOf(card, text, 0),
  };
}

function change(id: string, part: Partial<Card>): OpenGuide {
  state.cards = state.cards.map((card) => (card.id === id ? { ...card, ...part } : card));
  return open(id);
}

function preflight({ guides, target }: ExportRequest): Preflight {
  const chosen = state.cards.filter((card) => guides.includes(card.id));
  const hugo = target === "hugo";
  const losses: Preflight["rows"] = [
    {
      weight: "loss",
      title: "2 alerts become block quotes",
      detail: "Hugo styles alerts only with a render hook.",
      guides: guides.slice(0, 1),
    },
    {
      weight: "loss",
      title: "1 piece of raw HTML is dropped",
      detail: "Goldmark leaves it out.",
      guides: guides.slice(0, 1),
    },
  ];
  return {
    rows: [
      ...(hugo ? losses : []),
      {
        weight: "changed",
        title: "Stack and read time move under params",
        detail: "Hugo keeps top-level names for itself.",
        guides,
      },
      {
        weight: "kept",
        title: "41 links, 9 images, 23 code blocks",
        detail: "Every anchor found; code reads byte for byte the same.",
        guides,
      },
    ],
    files: chosen.length * 3,
    kib: chosen.length * 410,
    open: chosen
      .filter((card) => !met(card))
      .map(({ id, title, score }) => ({
        id,
        title,
        checks: ["Stack links 5 of 6", "Alt text 1 of 2", "Measured outcomes 1 of 2"].slice(
          0,
          score.open + score.confirm,
        ),
      })),
  };
}

function exportBundle(request: ExportRequest): Exported {
  const { open, files } = preflight(request);
  if (open.length && !request.draft) {
    throw new Refusal(
      "bar-not-met",
      "Nothing was written: checks are open.",
      open.flatMap((one) => one.checks),
    );
  }
  const path = state.destination ?? "";
  return {
    path,
    files,
    changed: 2,
    unchanged: files - 2,
    removed: 0,
    manifest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  };
}

const report = (added: number): ImportReport => ({
  added,
  updated: 0,
  unchanged: 0,
  assets: 2,
  notes: [
    {
      file: "drafts/notes.md",
      skipped: false,
      message: "The key ‘layout’ is not known here. It was kept and goes out again on export.",
    },
    { file: "old/big.md", skipped: true, message: "Larger than 16 MB. The file was left alone." },
  ],
});

function move(ids: string[], from: "cards" | "trash", to: "cards" | "trash"): Overview {
  const moved = state[from].filter((card) => ids.includes(card.id));
  state[from] = state[from].filter((card) => !ids.includes(card.id));
  state[to] = [...moved, ...state[to]];
  return overview();
}

export const commands = {
  overview: () => answer(overview),
  chooseLibrary: () => answer<Overview | null>(() => ((state.trouble = null), overview())),
  list: (query: Query) => answer(() => list(query)),
  create: (kind: Kind, title: string) => answer(() => create(kind, title)),
  duplicate: (id: string) => answer(() => create(find(id).kind, `${find(id).title} (copy)`)),
  trash: (ids: string[]) => answer(() => move(ids, "cards", "trash")),
  untrash: (ids: string[]) => answer(() => move(ids, "trash", "cards")),
  setSettings: (settings: Settings) => answer(() => ((state.settings = settings), overview())),
  openSample: () => answer(() => ((state.cards = data.guides()), { ...report(24), notes: [] })),
  importFolder: () => answer<ImportReport | null>(() => report(2)),
  quit: () => answer(() => null),
  openGuide: (id: string) => answer(() => open(id)),
  ledger: () => answer(() => ({ edition: 0, rows: [], projects: [] })),
  numberNote: () => answer(() => null),
  mentions: () => answer(() => ({ edition: 0, mentions: [] })),
  edit: (id: string, edition: number, changes: { from: number; to: number; insert: string }[]) =>
    answer(() => {
      const text = patched(state.texts.get(id) ?? "", changes);
      state.texts.set(id, text);
      state.editions.set(id, edition);
      return liveOf(find(id), text, edition);
    }),
  save: (id: string) =>
    answer<Saved>(() => ({
      revision: 27,
      at: new Date().toISOString(),
      written: true,
      status: find(id).status,
    })),
  setMeta: (id: string, meta: Meta) => answer(() => change(id, meta as Partial<Card>)),
  setStatus: (id: string, status: Status) => answer(() => change(id, { status })),
  answer: (id: string, _sentence: string, _counts: boolean | null) =>
    answer(() => liveOf(find(id), state.texts.get(id) ?? "", 0)),
  closeGuide: (_id: string) => answer(() => null),
  addImage: (_id: string) => answer<string | null>(() => "screenshot.png"),
  history: (_id: string) => answer<Revision[]>(() => data.revisions),
  difference: (_id: string, from: number, to: number) => answer<Difference>(() => difference(from, to)),
  restore: (id: string, _revision: number) => answer(() => open(id)),
  createTag: (name: string) => answer(() => ((state.tags = [...state.tags, name]), overview())),
  createStackItem: (_name: string) => answer(overview),
  preflight: (request: ExportRequest) => answer(() => preflight(request)),
  chooseDestination: async (zip: boolean): Promise<string | null> =>
    (state.destination = zip ? "~/site/guides.zip" : "~/site/content/guides"),
  exportBundle: (request: ExportRequest) => answer(() => exportBundle(request)),
  proofread: (id: string) =>
    answer(() => language.proof(state.texts.get(id) ?? "", state.editions.get(id) ?? 0)),
  dictionary: () => answer(language.dictionary),
  teachWord: (word: string) => answer(() => language.teach(word)),
  forgetWord: (word: string) => answer(() => language.forget(word)),
  ignoreSlip: (_id: string, rule: string, words: string) => answer(() => language.ignore(rule, words)),
  unignoreSlips: (_id: string) => answer(language.unignore),
};

type Listener = (event: { payload: never }) => void;
const event = () => ({ listen: async (_: Listener) => () => {} });

export const events = {
  flush: event(),
  libraryChanged: event(),
  linkClicked: event(),
  menuCommand: event(),
};

if (asked.size) void act(asked);
