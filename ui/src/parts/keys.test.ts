// Shortcuts as they are pressed and as they are shown on each system.

import { describe, expect, test } from "vitest";

import { ariaKeys, keyCaps, matches } from "./keys";

const press = (key: string, mods: Partial<KeyboardEventInit> = {}, code = "") =>
  new KeyboardEvent("keydown", { key, code, ...mods });

describe("matching a key press", () => {
  test.each([
    ["Mod+Shift+P", press("P", { ctrlKey: true, shiftKey: true }), true],
    ["Mod+Shift+P", press("p", { ctrlKey: true }), false],
    ["Mod+P", press("P", { ctrlKey: true, shiftKey: true }), false],
    ["Mod+\\", press("\\", { ctrlKey: true }), true],
    ["Mod+,", press(",", { ctrlKey: true }), true],
    ["Mod+=", press("+", { ctrlKey: true, shiftKey: true }, "Equal"), false],
    ["Mod++", press("+", { ctrlKey: true, shiftKey: true }, "Equal"), true],
    ["F6", press("F6"), true],
    ["F6", press("F6", { shiftKey: true }), false],
    ["Shift+F6", press("F6", { shiftKey: true }), true],
    ["Alt+Enter", press("Enter", { altKey: true }), true],
    ["Mod+N", press("n", { ctrlKey: true, altKey: true }), false],
    ["Mod+N", press("n", { metaKey: true }), false],
  ])("%s", (keys, event, expected) => {
    expect(matches(event, keys, false)).toBe(expected);
  });

  test("finds letters by their place on other alphabets", () => {
    expect(matches(press("т", { ctrlKey: true }, "KeyN"), "Mod+N", false)).toBe(true);
    expect(matches(press("т", { ctrlKey: true }, "KeyM"), "Mod+N", false)).toBe(false);
  });

  test("uses Command on a Mac", () => {
    expect(matches(press("n", { metaKey: true }), "Mod+N", true)).toBe(true);
    expect(matches(press("n", { ctrlKey: true }), "Mod+N", true)).toBe(false);
  });
});

test("key caps", () => {
  expect(keyCaps("Mod+Shift+P", false)).toEqual(["Ctrl", "Shift", "P"]);
  expect(keyCaps("Mod+Shift+P", true)).toEqual(["⌘", "⇧", "P"]);
  expect(keyCaps("Mod++", false)).toEqual(["Ctrl", "+"]);
  expect(keyCaps("Alt+Enter", false)).toEqual(["Alt", "↵"]);
});

test("shortcuts for readers", () => {
  expect(ariaKeys("Mod+Shift+P", false)).toBe("Control+Shift+P");
  expect(ariaKeys("Mod+Shift+P", true)).toBe("Meta+Shift+P");
});
