// How the palette ranks what matches the typed words.

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fit, fold, pieces } from "./rank";

const order = (typed: string, ...names: string[]) =>
  names
    .filter((name) => fit(name, typed).score > 0)
    .sort((a, b) => fit(b, typed).score - fit(a, typed).score);

describe("fitting names", () => {
  test("prefix, then word beginnings, then the inside, then scattered letters", () => {
    expect(order("link", "Backlinks", "Insert link", "Link all", "Large ink")).toEqual([
      "Link all",
      "Insert link",
      "Backlinks",
      "Large ink",
    ]);
    expect(order("ndd", "New deep dive", "Undo")).toEqual(["New deep dive"]);
  });

  test("the shorter name first", () => {
    expect(order("re", "Redis (Pub/Sub)", "Redis")).toEqual(["Redis", "Redis (Pub/Sub)"]);
  });

  test("every word has to fit, in any order", () => {
    expect(fit("New deep dive", "dive new").score).toBeGreaterThan(0);
    expect(fit("New deep dive", "dive old").score).toBe(0);
  });

  test("case and accents do not matter", () => {
    expect(fit("Café", "cafe").ranges).toEqual([[0, 4]]);
    expect(fit("M-Pesa Daraja", "PESA").ranges).toEqual([[2, 6]]);
  });
});

test("folding keeps every place", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => fold(text).length === text.length));
});

test("pieces always make up the name, and hits are what was typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (name, typed) => {
      const cut = pieces(name, fit(name, typed).ranges);
      expect(cut.map((piece) => piece.text).join("")).toBe(name);
      expect(cut.every((piece) => piece.text !== "")).toBe(true);
    }),
  );
});
