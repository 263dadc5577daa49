// What is said when nothing matches.

import { expect, test } from "vitest";

import { emptyQuery } from "../app/state.svelte";
import { reason } from "./no-match";

const say = (part: Partial<ReturnType<typeof emptyQuery>>) =>
  reason({ ...emptyQuery(), ...part }, (id) => (id === "links.stack" ? "Stack links" : id));

test("the sentence names what was asked for", () => {
  expect(say({ text: "ledger" })).toBe("No guide contains “ledger”.");
  expect(say({ statuses: ["draft"], tags: ["payments"], failing: ["links.stack"] })).toBe(
    "There is no draft with the tag payments and a failing check “Stack links”.",
  );
  expect(say({ statuses: ["in-review", "approved"] })).toBe(
    "There is no guide that is in review or approved.",
  );
  expect(say({ stack: ["Redis", "BullMQ", "Prisma"], text: "x" })).toBe(
    "No guide with Redis, BullMQ or Prisma in its stack contains “x”.",
  );
});
