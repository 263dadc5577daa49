/**
 * The two views every library has: guides whose stack is not linked, guides without a measured
 * outcome. Counted in the background whenever the library changes.
 */
import { call } from "$lib/call";

import { app } from "../app/state.svelte";

const known: [rule: string, name: string][] = [
  ["links.stack", "Stack not linked"],
  ["outcomes.measured", "No evidence yet"],
];

class Views {
  #counts = $state.raw<Record<string, number>>({});

  rows = $derived.by(() => {
    const rules = new Set(app.overview?.rules.map((rule) => rule.id));
    return known
      .filter(([rule]) => rules.has(rule))
      .map(([rule, name]) => ({ rule, name, count: this.#counts[rule] }));
  });

  async count() {
    const counts = await Promise.all(
      known.map(async ([rule]) => [rule, (await call.list({ failing: [rule], limit: 1 })).total] as const),
    ).catch(() => []);
    this.#counts = Object.fromEntries(counts);
  }
}

export const views = new Views();
