/** Blocks of the page: what stays, what is made anew, in any order of changes. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Html, Patch } from "../wire";
import { Blocks, FIRST } from "./blocks";

const element = (html: string) => {
  const block = document.createElement("div");
  block.textContent = html;
  return block;
};

const htmls = (words: string[], line = 0): Html[] =>
  words.map((html, index) => ({ html, line: line + index }));
const patch = (from: number, removed: number, inserted: Html[], lineShift = 0): Patch => ({
  from,
  removed,
  inserted,
  lineShift,
});

function page(): { blocks: Blocks; main: HTMLElement; made: string[] } {
  const made: string[] = [];
  const parse = (all: string[]) => (made.push(...all), all.map(element));
  const blocks = new Blocks(parse, () => undefined);
  const main = document.createElement("main");
  blocks.stand(main);
  return { blocks, main, made };
}

const words = (main: HTMLElement) => [...main.children].map((child) => child.textContent);
const many = (size: number, word = "b") => Array.from({ length: size }, (_, index) => `${word}${index}`);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("blocks", () => {
  it("change only where the patch says", () => {
    const { blocks, main } = page();
    blocks.apply(patch(0, 0, htmls(["a", "b", "c"])), true);
    const [first, , last] = main.children;
    blocks.apply(patch(1, 1, htmls(["x", "y"], 1), 1), false);
    expect(words(main)).toEqual(["a", "x", "y", "c"]);
    expect([main.children[0], main.children[3]]).toEqual([first, last]);
    expect([0, 1, 2, 3].map((index) => blocks.line(index))).toEqual([0, 1, 2, 3]);
  });

  it("are kept when everything is sent again, with their new lines", () => {
    const { blocks, main, made } = page();
    blocks.apply(patch(0, 0, htmls(["a", "b", "c"])), true);
    const before = [...main.children];
    made.length = 0;
    blocks.apply(patch(0, 0, htmls(["a", "b", "c"], 5)), true);
    expect(made).toEqual([]);
    expect([...main.children]).toEqual(before);
    expect(blocks.line(0)).toBe(5);
  });

  it("of a long text come in pieces, and patches reach those not made yet", () => {
    const { blocks, main } = page();
    blocks.apply(patch(0, 0, htmls(many(1000))), true);
    expect(main.children.length).toBe(FIRST);
    blocks.apply(patch(900, 1, htmls(["late"], 900)), false);
    blocks.apply(patch(0, 1, htmls(["early"])), false);
    vi.runAllTimers();
    expect(words(main)).toEqual(["early", ...many(1000).slice(1, 900), "late", ...many(1000).slice(901)]);
  });

  it("stand again on a new page", () => {
    const { blocks } = page();
    blocks.apply(patch(0, 0, htmls(["a", "b"])), true);
    const other = document.createElement("main");
    blocks.stand(other);
    expect(words(other)).toEqual(["a", "b"]);
  });

  it("ascend by line although footnotes stand at the end", () => {
    const { blocks } = page();
    blocks.apply(patch(0, 0, [...htmls(["a", "b"], 10), { html: "note", line: 3 }]), true);
    expect(blocks.line(2)).toBe(11);
  });

  it("show what the core has, whatever patches come and whenever", () => {
    const change = fc.record({
      from: fc.nat(400),
      removed: fc.nat(300),
      size: fc.nat(300),
      word: fc.constantFrom("x", "y"),
      wait: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.nat(400), fc.array(change, { maxLength: 8 }), (size, changes) => {
        const { blocks, main } = page();
        let model = many(size);
        blocks.apply(patch(0, 0, htmls(model)), true);
        for (const { from, removed, size: added, word, wait } of changes) {
          const at = Math.min(from, model.length);
          const fresh = many(added, word);
          blocks.apply(patch(at, removed, htmls(fresh)), false);
          model = [...model.slice(0, at), ...fresh, ...model.slice(at + removed)];
          if (wait) vi.advanceTimersToNextTimer();
          expect(words(main)).toEqual(model.slice(0, blocks.count));
        }
        vi.runAllTimers();
        expect(words(main)).toEqual(model);
      }),
      { numRuns: 60 },
    );
  });
});
