/** Everything a guide can link to, by name: for `[[`. Asked afresh at most every few seconds. */
import { app, emptyQuery } from "$app/state.svelte";
import { call } from "$lib/call";

import type { Linkable } from "./editor/complete";

const FRESH_MS = 5000;

let guides: { at: number; list: Promise<Linkable[]> } | null = null;

/** `but`: the guide that asks; it does not link to itself. */
export async function linkables(but: string): Promise<Linkable[]> {
  const { caseStudies = [], stack = [] } = app.overview ?? {};
  const pages = caseStudies.map(({ name, slug }) => entry(name, `/case-studies/${slug}/`, "case study"));
  const items = stack.map(({ name, slug, aliases }) => entry(name, `/stack/${slug}/`, "stack", aliases));
  return [...pages, ...items, ...(await guideLinks(but))];
}

function guideLinks(but: string): Promise<Linkable[]> {
  if (guides === null || Date.now() - guides.at > FRESH_MS) {
    guides = { at: Date.now(), list: readGuides(but) };
  }
  return guides.list;
}

async function readGuides(but: string): Promise<Linkable[]> {
  try {
    const { cards } = await call.list(emptyQuery("guides"));
    return cards
      .filter(({ id }) => id !== but)
      .map(({ title, slug }) => entry(title, `/guides/${slug}/`, "guide"));
  } catch {
    return [];
  }
}

function entry(name: string, path: string, what: string, aliases: string[] = []): Linkable {
  return { name, path, what, aliases };
}
