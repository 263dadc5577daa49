// Slips as marks, as rows, and as changes of the text.

import { describe, expect, it } from "vitest";

import type { Slip } from "$lib/bindings";

import { headOf, offerWords, rowsOf, slipMarks, takeEdit, wordOf } from "./slips";

const slip = (words: string, from: number, part: Partial<Slip> = {}): Slip => ({
  kind: "spelling",
  rule: "spelling",
  span: { from, to: from + words.length },
  words,
  message: "",
  suggestions: ["the"],
  ...part,
});

const marks = (...slips: Slip[]) => slipMarks({ edition: 1, slips, ignored: 0, done: true });

describe("slips", () => {
  it("are marks of their own kind, which no check knows", () => {
    const [mark] = marks(slip("teh", 4));
    expect(mark).toMatchObject({
      from: 4,
      to: 7,
      kind: "slip",
      finding: null,
      label: "Not in the dictionary",
    });
  });

  it("with the same words and trouble are one row with all its places", () => {
    const rows = rowsOf(marks(slip("teh", 0), slip("teh", 8), slip("teh", 12, { rule: "ThenThan" })));
    expect(rows.map(({ places }) => places.map(({ from }) => from))).toEqual([[0, 8], [12]]);
  });

  it("say what they are in plain words", () => {
    expect(headOf(slip("an", 0, { kind: "grammar", message: "Use `a` here." }))).toBe("Use “a” here.");
    expect(headOf(slip("an", 0, { kind: "grammar" }))).toBe("Reads like a slip");
    expect([offerWords("the"), offerWords("")]).toEqual(["the", "Take it out"]);
  });

  it("teach the word without its possessive", () => {
    expect(["Fuglen's", "Fuglens", "Fuglen’", "don't"].map((words) => wordOf(slip(words, 0)))).toEqual([
      "Fuglen",
      "Fuglens",
      "Fuglen",
      "don't",
    ]);
  });

  it("take the space before them with them when they go", () => {
    expect(takeEdit({ from: 4, to: 7 }, "", "a ")).toEqual({ from: 3, to: 7, insert: "" });
    expect(takeEdit({ from: 4, to: 7 }, "", "(")).toEqual({ from: 4, to: 7, insert: "" });
    expect(takeEdit({ from: 4, to: 7 }, "the", "a ")).toEqual({ from: 4, to: 7, insert: "the" });
  });
});
