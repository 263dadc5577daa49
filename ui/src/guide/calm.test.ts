// Announcements at most once in three seconds.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calmChecklist, calmOutline } from "./calm";
import type { Checklist, FindingView, QuoteView } from "./wire";

const quote = (exact: string, from: number): QuoteView => ({
  span: { from, to: from + exact.length },
  field: null,
  exact,
  prefix: "a ",
  suffix: " b",
  label: "",
});

const finding = (exact: string, from: number): FindingView => ({
  quote: quote(exact, from),
  message: `Link ${exact}.`,
  why: "",
  fixes: [{ label: `Link ${exact}`, edits: [{ from, to: from + exact.length, insert: "x" }], meta: null }],
  question: "",
  sentence: "",
});

/** What an answer says about these words at these places. */
function answer(words: [string, number][], measured = "1"): Checklist {
  const findings = words.map(([exact, from]) => finding(exact, from));
  const check = {
    rule: "links.stack",
    name: "Stack links",
    group: "links",
    severity: "required" as const,
    state: "fail" as const,
    measured,
    threshold: "2",
    evidence: [quote("PostgreSQL", 3)],
    findings,
    moreFindings: 0,
    moreEvidence: 0,
    waived: [],
    waivers: [],
    waivable: { people: 1, codes: [] },
  };
  const next = findings.slice(0, 1).map((one) => ({ rule: check.rule, title: one.message, finding: one }));
  const score = { required: 1, passed: 0, open: 1, confirm: 0, waived: 0, advice: 0 };
  return { score, reviewedBefore: false, checks: [check], next };
}

describe("a checklist", () => {
  it("stays the same object while it looks the same, and knows the new places", () => {
    const before = answer([["Redis", 10]]);
    const kept = calmChecklist(before, answer([["Redis", 14]]));
    expect(kept).toBe(before);
    expect(kept.checks[0]?.findings[0]?.quote.span).toEqual({ from: 14, to: 19 });
    expect(kept.next[0]?.finding.fixes[0]?.edits[0]?.from).toBe(14);
  });

  it("is a new one when anything on show changed, and keeps what did not", () => {
    const before = answer([["Redis", 10]]);
    const now = calmChecklist(before, answer([["Redis", 10]], "2"));
    expect(now).not.toBe(before);
    expect(now.checks[0]?.measured).toBe("2");
    expect(now.checks[0]?.findings).toBe(before.checks[0]?.findings);
    expect(now.next).toBe(before.next);
  });

  it("always says what the last answer said, whatever came before", () => {
    const words = fc.array(fc.tuple(fc.constantFrom("Redis", "MongoDB", "NestJS"), fc.nat(99)), {
      maxLength: 5,
    });
    const answers = fc.array(fc.tuple(words, fc.constantFrom("1", "2")), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(answers, (all) => {
        let shown = answer([]);
        for (const [list, measured] of all) {
          shown = calmChecklist(shown, answer(list, measured));
          expect(shown).toEqual(answer(list, measured));
        }
      }),
    );
  });
});

describe("an outline", () => {
  it("moves without changing", () => {
    const before = [{ level: 2, text: "A", at: 4, id: "g-a", words: 7 }];
    expect(calmOutline(before, [{ level: 2, text: "A", at: 9, id: "g-a", words: 7 }])).toBe(before);
    expect(before[0]?.at).toBe(9);
  });
});
