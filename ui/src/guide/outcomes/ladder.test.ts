// Where a result stands by its parts.

import { expect, it } from "vitest";

import { nextAsk, rungOf } from "./ladder";

const record = {
  metric: "Settlement p95",
  before: "",
  after: "240 ms",
  unit: "",
  window: "",
  method: "",
  noEarlierState: false,
  evidence: [],
};

it("climbs by what is told", () => {
  expect(rungOf({ ...record, after: " " })).toBeNull();
  expect(rungOf(record)).toBe("stated");
  expect(rungOf({ ...record, before: "1.8 s" })).toBe("compared");
  expect(rungOf({ ...record, noEarlierState: true })).toBe("compared");
  expect(rungOf({ ...record, before: "1.8 s", method: "k6" })).toBe("explained");
  const link = { kind: "link" as const, link: "https://example.org/run" };
  expect(rungOf({ ...record, before: "1.8 s", method: "k6", evidence: [link] })).toBe("evidenced");
  expect(rungOf({ ...record, evidence: [link] })).toBe("stated");
});

it("asks for one thing at a time", () => {
  expect(nextAsk(["before", "evidence"])).toContain("before");
  expect(nextAsk([])).toBe("");
});
