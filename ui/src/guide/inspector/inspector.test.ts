// The checklist's groups, the next step and the pickers' choices.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Check, NextStep } from "../wire";
import { fixWords, groupOf, groupsOf, inOrder, stepKey, valueOf } from "./groups";
import { named, offers, type Option, similar } from "./options";

const check = (part: Partial<Check>): Check => ({
  rule: "r",
  name: "R",
  group: "g",
  severity: "required",
  state: "pass",
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

const step = (rule: string): NextStep => ({
  rule,
  title: rule,
  finding: {
    quote: { span: null, field: "title", exact: rule, prefix: "", suffix: "", label: "" },
    message: "",
    why: "",
    fixes: [],
    question: "",
    sentence: "",
  },
});

describe("groups", () => {
  it("put a required failure to do, any other under advice", () => {
    expect(groupOf(check({ state: "fail" }))).toBe("todo");
    expect(groupOf(check({ state: "fail", severity: "recommended" }))).toBe("advice");
    expect(groupOf(check({ state: "advise" }))).toBe("advice");
  });

  it("leave out what is empty and keep the order of work", () => {
    const checks = [check({}), check({ state: "not-applicable" }), check({ state: "fail" })];
    const score = { required: 2, passed: 1, open: 1, confirm: 0, waived: 0, advice: 0 };
    const groups = groupsOf({ score, reviewedBefore: false, checks, next: [] });
    expect(groups.map(({ id }) => id)).toEqual(["todo", "pass", "na"]);
  });

  it("say the value before the threshold", () => {
    expect(valueOf(check({ measured: "1980", threshold: "800" }))).toBe("1,980 of 800");
    expect(valueOf(check({ measured: "NestFi" }))).toBe("NestFi");
    expect(valueOf(check({ threshold: "2" }))).toBe("");
  });
});

describe("steps", () => {
  it("that are skipped go last, in the order of skipping", () => {
    const [a, b, c] = [step("a"), step("b"), step("c")];
    const order = inOrder([a, b, c], [stepKey(b), stepKey(a)]).map(({ rule }) => rule);
    expect(order).toEqual(["c", "b", "a"]);
  });

  it("name their button without repeating the title", () => {
    expect(fixWords("Link MongoDB", "Link MongoDB")).toBe("Link it");
    expect(fixWords("Use “sql”", "Name the language")).toBe("Use “sql”");
  });
});

const stack: Option[] = [
  ["Redis", ["redis-server"]],
  ["Redis (Pub/Sub)", []],
  ["React", []],
  ["PostgreSQL", ["Postgres", "pg"]],
  ["Fits", []],
].map(([name, aliases]) => ({
  value: name as string,
  name: name as string,
  aliases: aliases as string[],
  note: "",
}));

describe("a picker", () => {
  it("offers beginnings, then other names, then the inside", () => {
    expect(offers(stack, "re").map(({ name }) => name)).toEqual([
      "Redis",
      "Redis (Pub/Sub)",
      "React",
      "PostgreSQL",
    ]);
    expect(offers(stack, "postgres")[0]?.name).toBe("PostgreSQL");
    expect(offers(stack, "pg")[0]?.note).toBe("also “pg”");
  });

  it("folds other names and accents into one", () => {
    expect(named(stack, " postgres ")?.name).toBe("PostgreSQL");
    expect(named(stack, "RÉDIS")?.name).toBe("Redis");
    expect(named(stack, "Rust")).toBeUndefined();
  });

  it("asks about what is nearly the same", () => {
    const tags = ["idempotent", "payments"].map((name) => ({ value: name, name, aliases: [], note: "" }));
    expect(similar(tags, "idempotency")?.name).toBe("idempotent");
    expect(similar(tags, "payment")?.name).toBe("payments");
    expect(similar(tags, "ledger")).toBeUndefined();
  });

  it("never loses a letter of a name, whatever is typed", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), fc.string(), (names, typed) => {
        const options = names.map((name) => ({ value: name, name, aliases: [], note: "" }));
        for (const offer of offers(options, typed)) {
          expect(offer.pieces.map(({ text }) => text).join("")).toBe(offer.name);
        }
      }),
    );
  });
});
