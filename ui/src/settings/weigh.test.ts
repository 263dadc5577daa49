// The words of a weight, and what may be made of a rule.
import { describe, expect, it } from "vitest";

import type { Reweighed, RuleSettings } from "$lib/bindings";

import { said, weightActs, weightRows } from "./weigh.svelte";

const advice = "style.hype can only advise: style, readability and rules of thumb never hold a guide back.";
const rule: RuleSettings = {
  rule: "style.hype",
  name: "Hype",
  group: "style",
  why: "",
  version: "1.0.0",
  usual: "recommended",
  severity: "recommended",
  choices: [
    { severity: "required", refused: "can only advise", why: advice },
    { severity: "recommended", refused: "", why: "" },
    { severity: null, refused: "", why: "" },
  ],
  asks: null,
  settings: [],
};

describe("a rule's weight", () => {
  it("is one of several, and says why another is not", () => {
    expect(weightRows(rule).map(({ label, on, off }) => [label, on, off])).toEqual([
      ["Required", false, "can only advise"],
      ["Recommended", true, ""],
      ["Off", false, ""],
    ]);
  });

  it("can be made something else, never what it is", () => {
    expect(weightActs(rule).map(({ label, off }) => [label, off])).toEqual([
      ["Make required", "can only advise"],
      ["Turn off for this publication", ""],
    ]);
    expect(weightActs({ ...rule, severity: null }).map(({ label }) => label)).toContain("Make recommended");
  });

  it("is told with the line that says it", () => {
    const done = { name: "Words", from: "required", to: null, line: 14 } as Reweighed;
    expect(said(done)).toBe("Words: required → off, line 14 of bar.toml");
  });
});
