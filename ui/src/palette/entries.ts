/**
 * What the palette can offer: commands, views, vocabulary, guides. Builds plain entries from what
 * the window already knows; text hits come from the library and are turned into entries here.
 */
import type { Card, Overview, Piece } from "$lib/bindings";
import type { Command } from "$app/commands.svelte";
import type { IconName } from "$parts/icons";
import { count } from "$parts/words";

import { fit, pieces } from "./rank";

export interface Entry {
  key: string;
  icon: IconName;
  /** The name, with what matched marked. */
  name: Piece[];
  /** The guide's own words: set in serif. */
  said?: boolean;
  keys?: string | undefined;
  note?: string | undefined;
  off?: string | undefined;
  run: () => unknown;
}

export interface EntryGroup {
  name: string;
  entries: Entry[];
}

interface Source {
  key: string;
  name: string;
  also: string;
  entry: Omit<Entry, "key" | "name">;
}

/** The sources that fit, best first. What fits only by its other words comes after. */
function ranked(sources: Source[], typed: string): Entry[] {
  return sources
    .map((source) => {
      const named = fit(source.name, typed);
      const other = named.score
        ? named
        : { score: fit(`${source.name} ${source.also}`, typed).score / 4, ranges: [] };
      return { source, ...other };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ source, ranges }) => ({ key: source.key, name: pieces(source.name, ranges), ...source.entry }));
}

export function commandEntries(commands: Command[], typed: string, run: (id: string) => unknown): Entry[] {
  const sources = commands
    .filter(({ id }) => id !== "app.palette")
    .map((command) => ({
      key: command.id,
      name: command.name,
      also: `${command.also ?? ""} ${command.group}`,
      entry: {
        icon: command.icon ?? ("command" as IconName),
        keys: command.keys?.[0],
        off: command.off?.(),
        note: command.on?.() ? "on" : undefined,
        run: () => run(command.id),
      },
    }));
  return ranked(sources, typed);
}

interface Ways {
  open: (id: string) => unknown;
  only: (facet: "tags" | "stack", value: string) => unknown;
}

export function vocabularyEntries(overview: Overview, typed: string, ways: Ways): Entry[] {
  const studies = overview.caseStudies.map(({ id, name, guides }) => ({
    key: `case:${id}`,
    name,
    also: "case study",
    entry: { icon: "case" as IconName, note: count(guides, "guide"), run: () => ways.open(id) },
  }));
  const stack = overview.stack.map(({ id, name, aliases, guides }) => ({
    key: `stack:${id}`,
    name,
    also: `${aliases.join(" ")} stack`,
    entry: { icon: "stack" as IconName, note: count(guides, "guide"), run: () => ways.open(id) },
  }));
  const tags = overview.tags.map(({ name, guides }) => ({
    key: `tag:${name}`,
    name,
    also: "tag",
    entry: { icon: "tag" as IconName, note: count(guides, "guide"), run: () => ways.only("tags", name) },
  }));
  return ranked([...studies, ...stack, ...tags], typed);
}

/** Guides that were found: by their title first, then those with the words in their text. */
export function guideEntries(cards: Card[], typed: string, open: (id: string) => unknown): EntryGroup[] {
  const entry = (card: Card, note: string): Entry => ({
    key: card.id,
    icon: "guide",
    said: true,
    name: pieces(card.title || "Untitled", fit(card.title, typed).ranges),
    note,
    run: () => open(card.id),
  });
  const byTitle = cards.filter((card) => !typed || fit(card.title, typed).score > 0);
  const inText = cards.filter((card) => !byTitle.includes(card));
  return [
    { name: "Guides", entries: byTitle.map((card) => entry(card, "")) },
    { name: "In guides", entries: inText.map((card) => entry(card, hit(card.snippet))) },
  ];
}

/** The words right around the first hit. */
function hit(snippet: Piece[]): string {
  const at = snippet.findIndex((piece) => piece.hit);
  if (at < 0) return "";
  const before = (snippet[at - 1]?.text ?? "").slice(-12);
  const after = (snippet[at + 1]?.text ?? "").slice(0, 14);
  return `“${before}${snippet[at]?.text ?? ""}${after}”`.replace(/\s+/g, " ");
}
