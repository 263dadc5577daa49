// Findings mapped through what is typed meanwhile.

import { describe, expect, it } from "vitest";

import type { Check, FindingView } from "../wire";
import { callOut, isOpen, marksOf } from "./findings";

const at = (exact: string, from: number) => ({
  span: { from, to: from + exact.length },
  field: null,
  exact,
  prefix: "",
  suffix: "",
  label: "",
});

const finding = (part: Partial<FindingView>): FindingView => ({
  quote: at("MongoDB", 4),
  message: "Link MongoDB.",
  why: "",
  fixes: [],
  question: "",
  sentence: "",
  ...part,
});

const check = (part: Partial<Check>): Check => ({
  rule: "links.stack",
  name: "Stack links",
  group: "links",
  severity: "required",
  state: "fail",
  measured: "",
  threshold: "",
  evidence: [],
  findings: [],
  moreFindings: 0,
  moreEvidence: 0,
  waived: [],
  waivers: [],
  waivable: { people: 1, codes: [] },
  ...part,
});

const kinds = (checks: Check[], reviewedBefore = false) => {
  const score = { required: 0, passed: 0, open: 0, confirm: 0, waived: 0, advice: 0 };
  return marksOf({ score, reviewedBefore, checks, next: [] }).map(({ kind }) => kind);
};

describe("marks", () => {
  it("are to do before the first review and fail after it", () => {
    const checks = [check({ findings: [finding({})] })];
    expect(kinds(checks)).toEqual(["todo"]);
    expect(kinds(checks, true)).toEqual(["fail"]);
  });

  it("offer a link when the fix is nothing but that", () => {
    const insert = "[MongoDB](/stack/mongodb/)";
    const fix = { label: "Link MongoDB", edits: [{ from: 4, to: 11, insert }], meta: null };
    expect(kinds([check({ findings: [finding({ fixes: [fix] })] })])).toEqual(["ghost"]);
  });

  it("ask where one click settles it, whatever the check says as a whole", () => {
    const asking = finding({ question: "Is this a result you measured?" });
    expect(kinds([check({ group: "outcomes", findings: [asking] })])).toEqual(["confirm"]);
  });

  it("show what counts, in the order of the text, and nothing of what is waived", () => {
    const good = [at("p95 fell", 20), at("one", 1)];
    expect(
      kinds([
        check({ group: "outcomes", state: "pass", evidence: good }),
        check({ state: "waived", findings: [finding({})] }),
      ]),
    ).toEqual(["pass", "pass"]);
    expect(kinds([check({ state: "pass", evidence: good })])).toEqual(["counts", "counts"]);
    expect(
      marksOf({
        score: { required: 0, passed: 0, open: 0, confirm: 0, waived: 0, advice: 0 },
        reviewedBefore: false,
        checks: [check({ state: "pass", evidence: good })],
        next: [],
      }).some(isOpen),
    ).toBe(false);
  });

  it("keep advice quiet", () => {
    expect(kinds([check({ severity: "recommended", state: "advise", findings: [finding({})] })])).toEqual([
      "advice",
    ]);
  });

  it("are advice where a required check only advises", () => {
    const checks = [check({ state: "advise", findings: [finding({})] })];
    expect([kinds(checks), kinds(checks, true)]).toEqual([["advice"], ["advice"]]);
  });

  it("put the heavier first where two begin at one place", () => {
    const long = finding({ quote: at("MongoDB stopped", 4) });
    const checks = [
      check({ severity: "recommended", state: "advise", findings: [finding({})] }),
      check({ findings: [long] }),
    ];
    expect(kinds(checks)).toEqual(["todo", "advice"]);
  });

  it("have no place for what is wrong with a field", () => {
    expect(
      kinds([check({ findings: [finding({ quote: { ...at("", 0), span: null, field: "summary" } })] })]),
    ).toEqual([]);
  });

  it("leave out the advice of groups that keep quiet, never what is required", () => {
    const score = { required: 0, passed: 0, open: 0, confirm: 0, waived: 0, advice: 0 };
    const checks = [
      check({ findings: [finding({})] }),
      check({ group: "style", severity: "recommended", state: "advise", findings: [finding({})] }),
    ];
    const list = { score, reviewedBefore: false, checks, next: [] };
    expect(marksOf(list, (group) => group === "style").map(({ kind }) => kind)).toEqual(["todo"]);
    expect(marksOf(list, () => true).map(({ kind }) => kind)).toEqual(["todo"]);
  });
});

describe("calling out a check", () => {
  it("counts among those of its weight that apply", () => {
    const score = { required: 0, passed: 0, open: 0, confirm: 0, waived: 0, advice: 0 };
    const checks = [
      check({ rule: "length.words" }),
      check({ rule: "compare.table", state: "not-applicable" }),
      check({ rule: "style.passive", severity: "recommended" }),
      check({ rule: "outcomes.baseline" }),
      check({ rule: "structure.intro", state: "advise" }),
    ];
    const list = { score, reviewedBefore: false, checks, next: [] };
    expect(callOut(list, "structure.intro")).toBe("Advice, 2 of 2, structure intro");
    expect(callOut(list, "outcomes.baseline")).toBe("Required, 2 of 2, outcomes baseline");
    expect(callOut(list, "style.passive")).toBe("Advice, 1 of 2, style passive");
    expect(callOut(list, "gone")).toBe("");
  });
});
