// Counts, dates and sizes in words.

import { describe, expect, test } from "vitest";

import { ago, count, daysBetween, size } from "./words";

const now = new Date(2026, 1, 4, 15, 0);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe("how long ago", () => {
  test.each([
    [at(2026, 1, 4, 14, 59), "1\u00a0min ago"],
    [at(2026, 1, 4, 14, 40), "20\u00a0min ago"],
    [at(2026, 1, 4, 12, 0), "3\u00a0h ago"],
    [at(2026, 1, 3, 23, 59), "Yesterday"],
    [at(2026, 0, 30, 8, 0), "30 Jan"],
    [at(2024, 0, 30, 8, 0), "30 Jan 2024"],
    ["no date", ""],
  ])("%s", (when, expected) => expect(ago(when, now)).toBe(expected));

  test("counts days by the calendar", () => {
    expect(daysBetween(new Date(2026, 1, 3, 23, 59), new Date(2026, 1, 4, 0, 1))).toBe(1);
    // Across a change of the clock, which makes one day 23 or 25 hours long.
    expect(daysBetween(new Date(2026, 2, 28, 12), new Date(2026, 2, 30, 12))).toBe(2);
  });
});

test("counts with their unit", () => {
  expect(count(1, "guide")).toBe("1\u00a0guide");
  expect(count(1234, "guide")).toBe("1,234\u00a0guides");
  expect(count(2, "loss", "losses")).toBe("2\u00a0losses");
});

test("sizes", () => {
  expect(size(0)).toBe("1\u00a0kB");
  expect(size(800)).toBe("819\u00a0kB");
  expect(size(1200)).toBe("1.2\u00a0MB");
});
