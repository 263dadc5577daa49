// Tags set on several guides at once.

import { expect, test } from "vitest";

import { call } from "$lib/call";

import { guides } from "../../dev/data";
import { reset } from "../../dev/fake";
import { amountOf, apply, changes } from "./tagging";

const cards = guides().slice(0, 3);

test("how many have it", () => {
  expect(amountOf(cards, "payments")).toBe("some");
  expect(amountOf(cards.slice(1, 3), "payments")).toBe("all");
  expect(amountOf(cards, "caching")).toBe("none");
});

test("only what changes is written, and what was not touched stays", () => {
  const next = changes(cards, new Map([["payments", true]]));
  expect([...next]).toEqual([["my-own-messaging-app", ["real-time", "privacy", "payments"]]]);
  expect(changes(cards, new Map([["ledger", false]])).get("staying-correct")).toEqual([
    "payments",
    "idempotent",
  ]);
  expect(changes(cards, new Map()).size).toBe(0);
});

test("writing answers with the way back", async () => {
  reset();
  const before = await apply(new Map([["staying-correct", ["payments"]]]));
  expect((await call.openGuide("staying-correct")).meta.tags).toEqual(["payments"]);
  await apply(before);
  expect((await call.openGuide("staying-correct")).meta.tags).toEqual(["payments", "ledger", "idempotent"]);
});
