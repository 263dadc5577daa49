/**
 * What the library view shows: the question asked (words, filters, order), the answer in groups,
 * and what is selected. Latest question wins; a slow answer to an old one is dropped.
 *
 * Has no DOM. The order and the filtering are the library's own (in Rust); nothing is sorted here.
 */
import { type Card, type CardList, type Query, type Sort, type Status } from "$lib/bindings";
import { call } from "$lib/call";
import { statusOrder } from "$parts/status";

import { app, emptyQuery } from "../app/state.svelte";
import { trouble } from "../app/toasts.svelte";

const PAGE = 200;
/** So many hits of a search are shown; more of them call for better words. */
export const MOST_HITS = 500;

export interface Group {
  /** Null = not grouped. */
  status: Status | null;
  cards: Card[];
  total: number;
}

/** What the sidebar can choose. */
export type Shelf = "all" | "drafts" | "in-review" | "approved" | "archive" | "trash" | `view:${string}` | "";

export type Facet = "statuses" | "tags" | "stack" | "failing";
export const facets: Facet[] = ["statuses", "tags", "stack", "failing"];

const shelves: Record<"drafts" | "in-review" | "approved", Status[]> = {
  drafts: ["draft", "returned"],
  "in-review": ["in-review"],
  approved: ["approved"],
};

class Library {
  query = $state.raw<Required<Query>>(emptyQuery());
  groups = $state.raw<Group[]>([]);
  total = $state(0);
  met = $state(0);
  words = $state(0);
  /** Nothing has been answered yet. */
  fresh = $state(true);
  selected = $state.raw<ReadonlySet<string>>(new Set());
  /** Whether the answer comes in groups by status. */
  grouped = $state(false);

  #asked = 0;
  /** Settles when no question waits any more. */
  #loading: Promise<void> | null = null;
  #again = false;
  #fetching = new Set<Group>();

  cards = $derived(this.groups.flatMap((group) => group.cards));
  selectedCards = $derived(this.cards.filter((card) => this.selected.has(card.id)));
  /** How many filters are on; the search is none. */
  filters = $derived(facets.filter((facet) => this.query[facet].length > 0).length);

  /** The row of the sidebar this question is, or "" when it is none of them. */
  shelf = $derived.by((): Shelf => {
    const { section, statuses, failing, tags, stack } = this.query;
    if (section === "trash" || section === "archive") return section;
    if (tags.length || stack.length) return "";
    if (failing.length) return failing.length === 1 && !statuses.length ? `view:${failing[0]}` : "";
    if (!statuses.length) return "all";
    return (Object.entries(shelves).find(([, of]) => same(of, statuses))?.[0] as Shelf | undefined) ?? "";
  });

  async choose(shelf: Shelf) {
    const query = emptyQuery(shelf === "trash" || shelf === "archive" ? shelf : "guides");
    if (shelf === "drafts" || shelf === "in-review" || shelf === "approved") query.statuses = shelves[shelf];
    if (shelf.startsWith("view:")) query.failing = [shelf.slice(5)];
    await this.ask({ ...query, sort: this.query.sort });
  }

  /** Asks something else, and keeps the rest of the question. */
  async ask(part: Partial<Query>) {
    this.query = { ...this.query, ...part };
    this.selected = new Set();
    await this.load();
  }

  async toggle(facet: Facet, value: string) {
    const now: string[] = this.query[facet];
    const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
    await this.ask({ [facet]: next });
  }

  clearFilters = () => this.ask({ statuses: [], tags: [], stack: [], failing: [] });

  /** Only the guides with this value, whatever was asked before. */
  async only(facet: Facet, value: string) {
    await this.ask({ ...emptyQuery(), sort: this.query.sort, [facet]: [value] });
  }

  setSort = (sort: Sort) => this.ask({ sort });

  async setGrouped(grouped: boolean) {
    if (this.grouped === grouped) return;
    this.grouped = grouped;
    await this.load();
  }

  /** Asks the library. While an answer is on its way only the newest question waits. */
  load(): Promise<void> {
    this.#asked++;
    this.#again = true;
    return (this.#loading ??= this.#loadAll().finally(() => (this.#loading = null)));
  }

  async #loadAll() {
    while (this.#again) {
      this.#again = false;
      await this.#loadOnce();
    }
  }

  async #loadOnce() {
    const asked = this.#asked;
    const { query } = this;
    try {
      const parts = this.#parts(query);
      const lists = await Promise.all(parts.map((part) => call.list(part)));
      if (asked !== this.#asked) return;
      this.#take(parts, lists);
    } catch (reason) {
      // Without a library the window says so as a whole.
      if (asked === this.#asked && app.overview) trouble(reason);
    }
  }

  /** The question as it is put: once, or once for each status. */
  #parts(query: Required<Query>): Required<Query>[] {
    const limit = query.text ? MOST_HITS : PAGE;
    if (!this.#groups(query)) return [{ ...query, limit }];
    return statusOrder.map((status) => ({ ...query, statuses: [status], limit }));
  }

  #groups = ({ section, statuses, text }: Required<Query>) =>
    this.grouped && section === "guides" && statuses.length === 0 && text === "";

  #take(parts: Required<Query>[], lists: CardList[]) {
    const alone = lists.length === 1;
    const all = lists.map(({ cards, total }, index) => ({
      status: alone ? null : (parts[index]?.statuses[0] ?? null),
      cards,
      total,
    }));
    this.groups = alone ? all : all.filter((group) => group.total > 0);
    const sum = (of: (list: CardList) => number) => lists.reduce((before, list) => before + of(list), 0);
    this.total = sum((list) => list.total);
    this.met = sum((list) => list.met);
    this.words = sum((list) => list.words);
    this.fresh = false;
  }

  /** The next page of a group that is not shown to its end. Asking twice fetches once. */
  async more(group: Group) {
    await this.#loading;
    const whole = group.cards.length >= group.total;
    if (whole || this.query.text || this.#fetching.has(group) || !this.groups.includes(group)) return;
    this.#fetching.add(group);
    const asked = this.#asked;
    const statuses = group.status ? [group.status] : this.query.statuses;
    try {
      const next = await call.list({ ...this.query, statuses, limit: PAGE, offset: group.cards.length });
      if (asked !== this.#asked) return;
      const cards = [...group.cards, ...next.cards];
      this.groups = this.groups.map((one) => (one === group ? { ...group, cards } : one));
    } catch (reason) {
      trouble(reason);
    } finally {
      this.#fetching.delete(group);
    }
  }

  /** The guide that takes the place of these: the next one that stays, or the last before them. */
  after(ids: string[]): string {
    const gone = new Set(ids);
    const first = this.cards.findIndex((card) => gone.has(card.id));
    if (first < 0) return "";
    const next = this.cards.slice(first).find((card) => !gone.has(card.id));
    return (next ?? this.cards.slice(0, first).reverse()[0])?.id ?? "";
  }

  /** These are gone: drop them at once, then ask again. */
  async removed(ids: string[]) {
    const gone = new Set(ids);
    this.groups = this.groups.map((group) => ({
      ...group,
      cards: group.cards.filter((card) => !gone.has(card.id)),
    }));
    this.selected = new Set([...this.selected].filter((id) => !gone.has(id)));
    await this.load();
  }

  /** Another library is open. */
  clear() {
    this.query = emptyQuery();
    this.groups = [];
    this.selected = new Set();
    this.fresh = true;
  }

  setSelected(ids: Iterable<string>) {
    this.selected = new Set(ids);
  }

  flip(id: string) {
    const next = new Set(this.selected);
    if (!next.delete(id)) next.add(id);
    this.selected = next;
  }

  /** Everything between two cards, both included, on top of what is selected. */
  selectRange(from: string, to: string) {
    const ids = this.cards.map((card) => card.id);
    const [a, b] = [ids.indexOf(from), ids.indexOf(to)].sort((x, y) => x - y) as [number, number];
    this.selected = new Set([...this.selected, ...ids.slice(Math.max(0, a), b + 1)]);
  }
}

const same = (a: string[], b: string[]) => a.length === b.length && a.every((one) => b.includes(one));

export const library = new Library();
