// Revisions gathered by day, with plain saves folded.

import { expect, test } from "vitest";

import type { Revision } from "$lib/bindings";

import { change, metOf, timeline } from "./group";

const now = new Date(2026, 1, 4, 15, 0);
const revision = (number: number, at: Date, label = "Saved", added = 10, removed = 2): Revision => ({
  number,
  at: at.toISOString(),
  by: "",
  label,
  words: 100,
  added,
  removed,
});

const all = [
  revision(9, new Date(2026, 1, 4, 14, 32)),
  revision(8, new Date(2026, 1, 4, 13, 50), "Restored revision 4"),
  revision(7, new Date(2026, 1, 3, 18, 7)),
  revision(6, new Date(2026, 1, 3, 17, 7)),
  revision(5, new Date(2026, 0, 20, 12, 0)),
  revision(4, new Date(2026, 0, 20, 11, 0)),
  revision(3, new Date(2026, 0, 20, 10, 0), "Imported from site"),
  revision(2, new Date(2026, 0, 20, 9, 0)),
  revision(1, new Date(2026, 0, 20, 8, 0), "Created from deep dive", 0, 0),
];

test("by day, old saves folded, turning points never", () => {
  const days = timeline(all, now);
  expect(days.map((day) => [day.name, day.moments.map((moment) => moment.title)])).toEqual([
    ["Today", ["Saved", "Restored revision 4"]],
    ["Yesterday", ["Saved", "Saved"]],
    ["20 Jan", ["2 saves", "Imported from site", "Saved", "Created from deep dive"]],
  ]);
  expect(days[2]?.moments[0]).toMatchObject({ detail: "+20 −4 words", named: false });
  expect(days[2]?.moments[1]?.named).toBe(true);
});

test("every revision is somewhere, once", () => {
  for (const unfolded of [new Set<string>(), new Set(["20 Jan"])]) {
    const inside = timeline(all, now, unfolded).flatMap((day) =>
      day.moments.flatMap((moment) => moment.inside),
    );
    expect(inside.map((one) => one.number)).toEqual(all.map((one) => one.number));
  }
});

test("an unfolded day shows each save", () => {
  expect(timeline(all, now, new Set(["20 Jan"]))[2]?.moments).toHaveLength(5);
});

test("a change in words", () => {
  expect(change(38, 12)).toBe("+38 −12 words");
  expect(change(0, 0)).toBe("no words changed");
  expect(change(1404, 0)).toBe("+1,404 words");
});

test("checks that are met are counted with those set aside", () => {
  expect(metOf({ required: 24, passed: 19, open: 3, confirm: 1, waived: 1, advice: 7 })).toBe("20 of 24");
});
