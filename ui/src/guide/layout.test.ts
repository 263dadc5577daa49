// Which panes fit at which width.

import { describe, expect, it } from "vitest";

import { putAway, roomOf, shareAt, shownOf } from "./layout";

describe("the window", () => {
  it("drops panes as it narrows", () => {
    expect([1440, 1040, 1039, 900, 899].map(roomOf)).toEqual(["full", "full", "rail", "rail", "one"]);
    expect(shownOf("split", 899)).toBe("write");
    expect(shownOf("split", 900)).toBe("split");
    expect(shownOf("read", 600)).toBe("read");
  });
});

describe("the handle", () => {
  it("stops where a side would be too narrow", () => {
    expect(shareAt(100, 1000)).toBeCloseTo(0.38);
    expect(shareAt(990, 1000)).toBeCloseTo(0.66);
    expect(shareAt(500, 1000)).toBeCloseTo(0.5);
  });

  it("puts a side away when it is pushed far past that", () => {
    expect(putAway(150, 1000)).toBe("read");
    expect(putAway(900, 1000)).toBe("write");
    expect(putAway(400, 1000)).toBeNull();
  });
});
