/** Quotes show whole words, and words only. */
import { expect, it } from "vitest";

import { shown } from "./quote";

const quote = (prefix: string, exact: string, suffix: string) => {
  const {
    before,
    exact: words,
    after,
  } = shown({ prefix, exact, suffix, span: null, field: null, label: "" });
  return `${before}|${words}|${after}`;
};

it("cuts at words", () => {
  expect(quote("he ledger, postings fell ", "from 2 to 0", " across 9 callbacks, measur")).toBe(
    "…ledger, postings fell |from 2 to 0| across 9 callbacks…",
  );
});

it("leaves whole sentences whole", () => {
  expect(quote("Postings fell ", "from 2 to 0", " at once.")).toBe("Postings fell |from 2 to 0| at once.");
  expect(quote("", "x", "")).toBe("|x|");
  expect(quote(" late. It is in ", "Redis", "")).toBe("…late. It is in |Redis|");
  expect(quote("pre", "x", "suf")).toBe("pre|x|suf");
});

it("leaves the signs of Markdown out", () => {
  expect(quote("", "## What is left", "")).toBe("|What is left|");
  expect(quote("See ", "[the **ledger**](/guides/a/)", " and `code`.")).toBe("See |the ledger| and code.");
});

it("stands without the link around the words", () => {
  expect(quote("Then the [", "NestJS", "](/stack/nestjs/) endpoint.")).toBe("Then the |NestJS| endpoint.");
  expect(quote("The [", "NestJS", "](/stack/nes")).toBe("The |NestJS|");
  expect(quote("A [", "b", "] c.")).toBe("A [|b|] c.");
});
