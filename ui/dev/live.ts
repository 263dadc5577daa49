/** What follows from a text, for looking at: paragraphs as blocks, a fixed checklist. */
import type { Card, Change, Check, Live } from "../src/lib/bindings";

export function patched(text: string, changes: Change[]): string {
  return [...changes]
    .sort((a, b) => b.from - a.from)
    .reduce((before, { from, to, insert }) => before.slice(0, from) + insert + before.slice(to), text);
}

const quote = (exact: string, label = "") => ({
  span: null,
  field: null,
  exact,
  prefix: "",
  suffix: "",
  label,
});

const check = (
  rule: string,
  name: string,
  state: Check["state"],
  measured: string,
  threshold: string,
): Check => ({
  rule,
  name,
  group: rule.split(".")[0] ?? "",
  severity: "required",
  state,
  measured,
  threshold,
  evidence: state === "pass" ? [quote("p95 fell from 1.8 s to 240 ms")] : [],
  findings: [],
  moreFindings: 0,
});

const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

export function liveOf(card: Card, text: string, edition: number): Live {
  let line = 0;
  const inserted = text.split("\n\n").map((block) => {
    const tag = block.startsWith("#") ? "h2" : block.startsWith("```") ? "pre" : "p";
    const html = { html: `<${tag}>${escape(block.replace(/^#+ /, ""))}</${tag}>`, line };
    line += block.split("\n").length + 1;
    return html;
  });
  const words = text.split(/\s+/).filter(Boolean).length;
  return {
    edition,
    patch: { from: 0, removed: edition === 0 ? 0 : inserted.length, inserted, lineShift: 0 },
    checklist: {
      score: card.score,
      reviewedBefore: card.status !== "draft",
      checks: [
        check("links.stack", "Stack links", "fail", "5", "6"),
        check("meta.summary", "Summary length", "fail", "202", "200"),
        check("outcomes.measured", "Measured outcomes", "confirm", "1", "2"),
        check("length.words", "Words", "pass", String(words), "800"),
      ],
      next: [],
    },
    outline: [],
    counts: {
      words,
      proseWords: words,
      headingWords: 0,
      cellWords: 0,
      codeWords: 0,
      altWords: 0,
      readMinutes: card.readMinutes,
    },
    notice: "",
  };
}
