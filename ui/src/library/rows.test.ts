// Which rows of a long list are drawn, and where.

import { expect, test } from "vitest";

import { guides } from "../../dev/data";
import type { Group } from "./library.svelte";
import { neighbour, tableRows } from "./rows";

const cards = guides();
const groups: Group[] = [
  { status: "draft", cards: cards.slice(0, 2), total: 2 },
  { status: "approved", cards: cards.slice(2, 4), total: 9 },
];

test("headings, guides with their places, and where more is fetched", () => {
  const rows = tableRows(groups);
  expect(rows.map((row) => row.kind)).toEqual(["group", "guide", "guide", "group", "guide", "guide", "more"]);
  expect(rows.flatMap((row) => (row.kind === "guide" ? [row.place] : []))).toEqual([1, 2, 3, 4]);
  expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
});

test("arrows go over headings and stop at the ends", () => {
  const rows = tableRows(groups);
  const [a, b, c, d] = cards.map((card) => card.id) as [string, string, string, string];
  expect(neighbour(rows, b, 1)).toBe(c);
  expect(neighbour(rows, c, -1)).toBe(b);
  expect(neighbour(rows, a, -1)).toBe(a);
  expect(neighbour(rows, d, 12)).toBe(d);
  expect(neighbour(rows, b, "first")).toBe(a);
  expect(neighbour(rows, b, "last")).toBe(d);
  expect(neighbour([], "", 1)).toBe("");
});
