// Lines of the text and places of the preview, each from the other.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { across, followed, type Pane, ScrollSync } from "./scroll-sync";

function pane(tops: number[], page: number, window: number): Pane {
  return { scrolled: 0, window, page, top: (index) => tops[index] ?? page };
}

const heights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 });
const two = fc.tuple(heights, heights).map(([a, b]) => {
  const size = Math.min(a.length, b.length);
  return [stacked(a.slice(0, size)), stacked(b.slice(0, size))] as const;
});

function stacked(sizes: number[]): Pane {
  const tops: number[] = [];
  let at = 24;
  for (const size of sizes) {
    tops.push(at);
    at += size;
  }
  return pane(tops, at + 120, 300);
}

describe("heights", () => {
  it("match block by block", () => {
    const a = pane([0, 100, 200], 300, 50);
    const b = pane([0, 10, 500], 600, 50);
    expect(across(100, a, b, 3)).toBe(10);
    expect(across(150, a, b, 3)).toBe(255);
    expect(across(300, a, b, 3)).toBe(600);
  });

  it("go there and back within a pixel, and never change order", () => {
    fc.assert(
      fc.property(two, fc.nat(10_000), ([a, b], at) => {
        const blocks = 40;
        const height = at % a.page;
        expect(Math.abs(across(across(height, a, b, blocks), b, a, blocks) - height)).toBeLessThan(1);
        expect(across(height + 1, a, b, blocks)).toBeGreaterThanOrEqual(across(height, a, b, blocks));
      }),
    );
  });

  it("meet at both ends", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        a.scrolled = 0;
        expect(followed(a, b, 40)).toBe(0);
        a.scrolled = Math.max(0, a.page - a.window);
        const room = a.page > a.window;
        expect(followed(a, b, 40)).toBe(room ? Math.max(0, b.page - b.window) : 0);
      }),
    );
  });
});

describe("the lead", () => {
  it("belongs to the pane that was moved, and the other does not answer back", () => {
    const a = pane([0, 100, 1000], 2000, 100);
    const b = pane([0, 400, 500], 3000, 100);
    const sync = new ScrollSync(a, b, () => 3);
    a.scrolled = 500;
    expect(sync.tick(1000)).toBe(true);
    const there = b.scrolled;
    expect(there).toBeGreaterThan(0);
    for (let now = 1016; now < 2000; now += 16) sync.tick(now);
    expect([a.scrolled, b.scrolled]).toEqual([500, there]);
    b.scrolled = 0;
    sync.tick(2016);
    expect(a.scrolled).toBe(0);
  });

  it("is not lost to a follower whose page grows under it", () => {
    const tops = [0, 400, 500];
    const a = pane([0, 100, 1000], 2000, 100);
    const b = pane(tops, 3000, 100);
    const sync = new ScrollSync(a, b, () => 3);
    a.scrolled = 500;
    sync.tick(1000);
    tops[1] = 900;
    tops[2] = 1000;
    b.scrolled += 500;
    sync.tick(1016);
    expect(a.scrolled).toBe(500);
  });
});
