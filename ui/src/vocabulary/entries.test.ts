// Rows of the vocabulary pages: their order, their words, and names that are alike.

import { expect, test } from "vitest";

import { call } from "$lib/call";

import { reset } from "../../dev/fake";
import { entriesOf, similar } from "./entries";

test("a name that is nearly there already", () => {
  const names = ["idempotent", "PostgreSQL", "Node.js"];
  expect(similar(names, "idempotent")).toBe("idempotent");
  expect(similar(names, "Idempotent-")).toBe("idempotent");
  expect(similar(names, "nodejs")).toBe("Node.js");
  expect(similar(names, "postgres")).toBe("PostgreSQL");
  expect(similar(names, "kafka")).toBe("");
  expect(similar(names, "n")).toBe("");
});

test("the stack is found by its aliases, in the order of its names", async () => {
  reset();
  const stack = entriesOf(await call.overview(), "stack");
  expect(stack.find((entry) => entry.found.includes("pg"))?.name).toBe("PostgreSQL");
  expect(stack.map((entry) => entry.name)).toEqual(
    [...stack.map((entry) => entry.name)].sort((a, b) => a.localeCompare(b, "en", { sensitivity: "base" })),
  );
  expect(stack.find((entry) => entry.name === "Redis (Pub/Sub)")?.detail).toContain("facet of Redis");
});
