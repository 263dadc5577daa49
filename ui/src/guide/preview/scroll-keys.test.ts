/** The preview scrolls by keyboard as any page does. */
import { expect, it } from "vitest";

import { scrolled } from "./scroll-keys";

const from = (at: number, key: string, shift = false) => scrolled(key, shift, at, 800, 4000);

it("moves by lines, screens and to both ends, never beyond them", () => {
  expect(from(100, "ArrowDown")).toBe(140);
  expect(from(100, "PageDown")).toBe(800);
  expect(from(900, " ", true)).toBe(200);
  expect(from(100, "PageUp")).toBe(0);
  expect(from(100, "End")).toBe(3200);
  expect(from(100, "Home")).toBe(0);
});

it("leaves other keys alone, and a page that fits where it is", () => {
  expect(from(100, "a")).toBeNull();
  expect(scrolled("PageDown", false, 0, 800, 600)).toBe(0);
});
