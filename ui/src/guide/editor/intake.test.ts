// What a paste or a drop becomes in the text.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { hidden, taken } from "./intake";

describe("text that comes in", () => {
  it("ends its lines like the library and has no half characters", () => {
    expect(taken("a\r\nb\rc\n")).toBe("a\nb\nc\n");
    expect(taken("a\ud83d")).toBe("a\ufffd");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(taken(text).isWellFormed()).toBe(true);
        expect(taken(text)).not.toContain("\r");
      }),
    );
  });

  it("shows what hides or reorders text, and leaves joined emoji alone", () => {
    expect(hidden.test("pay\u200bpal")).toBe(true);
    expect(hidden.test("\u202egpj.exe")).toBe(true);
    expect(hidden.test("ad\u200dmin")).toBe(true);
    expect(hidden.test("👩\u200d💻")).toBe(false);
    expect(hidden.test("می\u200cخواهم")).toBe(false);
  });
});
