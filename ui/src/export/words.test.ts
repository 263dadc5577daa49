// The words of the export sheet.

import { expect, test } from "vitest";

import type { Preflight, Weight } from "$lib/bindings";

import { actWord, foot, heading, stops, tally } from "./words";

const preflight = (weights: Weight[], below = 0): Preflight => ({
  rows: weights.map((weight) => ({ weight, title: weight, detail: "", guides: [] })),
  files: 9,
  kib: 1200,
  open: Array.from({ length: below }, (_, n) => ({ id: `${n}`, title: "", checks: ["Words 12 of 800"] })),
});

test("the heading says the heaviest thing", () => {
  expect(heading(preflight(["loss", "kept"]))).toBe("Nothing stops this export");
  expect(heading(preflight(["loss"], 2))).toBe("2\u00a0guides below the bar");
  expect(heading(preflight(["stops", "loss"], 2))).toBe("1\u00a0thing stops this export");
  expect(stops(preflight(["stops", "stops"]))).toBe(2);
});

test("the button names what is accepted", () => {
  expect(actWord(null)).toBe("Export");
  expect(actWord(preflight(["kept"]))).toBe("Export");
  expect(actWord(preflight(["loss", "loss"]))).toBe("Accept 2\u00a0losses and export");
  expect(actWord(preflight([], 1))).toBe("Export as draft");
  expect(actWord(preflight(["loss"], 1))).toBe("Accept 1\u00a0loss and export as draft");
});

test("counts", () => {
  expect(tally(preflight(["loss", "loss", "changed", "kept"]))).toBe("2\u00a0losses, 1\u00a0change");
  expect(tally(preflight(["kept"]))).toBe("");
  expect(foot(preflight([]))).toMatch(/^Writes 9\u00a0files, about 1.2\u00a0MB\./);
});
