// What a waiver says of itself.

import { expect, it } from "vitest";

import { endOf, waiverWords } from "./codes";

const waiver = {
  id: "1",
  rule: "meta.summary",
  scope: "guide" as const,
  code: "house-exception" as const,
  reason: "The index page shows the whole promise.",
  by: "Ada",
  with: "",
  at: "2026-11-25T10:00:00Z",
  expires: "2026-12-31",
  quote: "",
  life: "holds" as const,
  times: 1,
};

it("says why, who, and until when", () => {
  expect(waiverWords(waiver)).toBe(
    "House exception, by Ada: “The index page shows the whole promise.” Ends 2026-12-31, or when its text changes.",
  );
  expect(waiverWords({ ...waiver, with: "Ben", expires: "" })).toContain("by Ada and Ben");
  expect(waiverWords({ ...waiver, life: "text-changed" })).toContain("Holds no more");
});

it("fills in an end where there must be one", () => {
  const today = new Date(2026, 10, 25);
  expect(endOf("temporary", today)).toBe("2026-12-25");
  expect(endOf("client-confidential", today)).toBe("2027-11-25");
  expect(endOf("false-positive", today)).toBe("");
});
