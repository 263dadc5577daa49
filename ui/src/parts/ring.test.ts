// Strokes of the ring for every score.

import { expect, test } from "vitest";

import type { Score } from "$lib/bindings";

import { arcs, strokePath, strokes } from "./ring";
import { barMet, scoreWords } from "./score";

const score = (passed: number, waived: number, confirm: number, open: number): Score => ({
  required: passed + waived + confirm + open,
  passed,
  waived,
  confirm,
  open,
  advice: 0,
});

test("one stroke for each required check, worst last", () => {
  expect(strokes(score(2, 1, 1, 2), false).join("")).toBe("ppwctt");
  expect(strokes(score(2, 1, 1, 2), true).join("")).toBe("ppwcff");
  expect(strokes(score(0, 0, 0, 0), true)).toEqual([]);
});

test("arcs run without gaps", () => {
  expect(arcs(strokes(score(3, 0, 1, 2), false))).toEqual([
    { stroke: "p", from: 0, length: 3 },
    { stroke: "c", from: 3, length: 1 },
    { stroke: "t", from: 4, length: 2 },
  ]);
});

test("the first stroke stands half a step right of the top, as long as its state says", () => {
  // 24 checks: 7.5 degrees from the top, from 44 to 33.
  expect(strokePath("p", 0, 24)).toBe("M51.74 2.38L50.31 13.28");
  expect(strokePath("t", 23, 24)).toBe("M40.26 2.38L40.78 6.34");
  expect(strokePath("w", 0, 24).match(/M/g)).toHaveLength(2);
});

test("a score in words", () => {
  expect(scoreWords(score(17, 0, 2, 5))).toBe("17 of 24");
  expect(scoreWords(score(24, 0, 0, 0))).toBe("Bar met");
  expect(scoreWords(score(23, 1, 0, 0))).toBe("Bar met, 1\u00a0waiver");
  expect(barMet(score(0, 0, 0, 0))).toBe(false);
});
