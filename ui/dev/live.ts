/**
 * What follows from a text, for looking at: paragraphs as blocks, a checklist that looks for a few
 * known words. Renders and judges nothing seriously.
 */
import type {
  Card,
  Change,
  Check,
  Checklist,
  FindingView,
  FixView,
  Html,
  Live,
  NextStep,
  OutlineItem,
  QuoteView,
} from "../src/lib/bindings";

export function patched(text: string, changes: Change[]): string {
  return [...changes]
    .sort((a, b) => b.from - a.from)
    .reduce((before, { from, to, insert }) => before.slice(0, from) + insert + before.slice(to), text);
}

/** Blocks of the last answer per guide, for telling how many a new one replaces. */
const shown = new Map<string, number>();

function quote(text: string, exact: string, label = ""): QuoteView {
  const from = text.indexOf(exact);
  const span = from < 0 ? null : { from, to: from + exact.length };
  const prefix =
    text
      .slice(Math.max(0, from - 26), Math.max(0, from))
      .split("\n")
      .pop() ?? "";
  const suffix = text.slice(from + exact.length, from + exact.length + 26).split("\n")[0] ?? "";
  return { span, field: null, exact, prefix: span ? prefix : "", suffix: span ? suffix : "", label };
}

function check(rule: string, name: string, state: Check["state"], measured: string, threshold = ""): Check {
  const group = rule.split(".")[0] ?? "";
  const severity = state === "advise" ? "recommended" : "required";
  return {
    rule,
    name,
    group,
    severity,
    state,
    measured,
    threshold,
    evidence: [],
    findings: [],
    moreFindings: 0,
    moreEvidence: 0,
    waived: [],
    waivers: [],
    waivable: { people: 1, codes: [] },
  };
}

const finding = (quoted: QuoteView, message: string, part: Partial<FindingView> = {}): FindingView => ({
  quote: quoted,
  message,
  why: "",
  fixes: [],
  question: "",
  sentence: "",
  ...part,
});

function linkFix(quoted: QuoteView, path: string): FixView[] {
  const { span, exact } = quoted;
  return span
    ? [{ label: `Link ${exact}`, edits: [{ ...span, insert: `[${exact}](${path})` }], meta: null }]
    : [];
}

function checklistOf(card: Card, text: string, words: number, settled: Set<string>): Checklist {
  const mongo = quote(text, "MongoDB");
  const linked = text.includes("[MongoDB](");
  const counted = "48,211 callbacks without a double charge";
  const claim = quote(text, counted);
  const stack = check(
    "links.stack",
    "Stack links",
    linked || !mongo.span ? "pass" : "fail",
    linked ? "6" : "5",
    "6",
  );
  stack.evidence = [
    quote(text, "[PostgreSQL](/stack/postgresql/)", "PostgreSQL"),
    quote(text, "[Redis](/stack/redis/)", "Redis"),
  ].filter(({ span }) => span);
  const fix = linkFix(mongo, "/stack/mongodb/");
  if (stack.state === "fail")
    stack.findings = [
      finding(mongo, "MongoDB is part of the stack and not linked.", {
        why: "Readers look up what a guide is built on.",
        fixes: fix,
      }),
    ];
  const summary = { ...quote("", ""), field: "summary" as const };
  const meta = check("meta.summary", "Summary length", "fail", "225", "320");
  meta.findings = [finding(summary, "25 characters too long, in three sentences. A card has room for two.")];
  const outcomes = check(
    "outcomes.measured",
    "Measured outcomes",
    claim.span && !settled.has(counted) ? "confirm" : "pass",
    "1",
    "2",
  );
  outcomes.evidence = [
    quote(
      text,
      "Settlement p95 fell from 1.8 s to 240 ms, measured with k6 at 200 users over two weeks.",
      "latency · 240 ms · from 1.8 s",
    ),
  ].filter(({ span }) => span);
  if (outcomes.state === "confirm")
    outcomes.findings = [
      finding(claim, "", { question: "Is this a result you measured?", sentence: counted }),
    ];
  const study = check("links.case-study", "Case study", "pass", "NestFi");
  study.evidence = [quote(text, "[NestFi](/case-studies/nestfi/)", "NestFi")].filter(({ span }) => span);
  const advice = check("text.long", "Long sentences", "advise", "1");
  advice.findings = [
    finding(quote(text, "Nothing got faster for the first three weeks."), "Say what this cost."),
  ].filter(({ quote }) => quote.span);
  const passing = [
    "Introduction",
    "Links",
    "Headings",
    "Code languages",
    "Date",
    "Slug",
    "Tags",
    "Read time",
  ].map((name) => check(`x.${name}`, name, "pass", ""));
  const checks = [
    stack,
    meta,
    outcomes,
    check("length.words", "Words", words >= 800 ? "pass" : "fail", String(words), "800"),
    study,
    advice,
    ...passing,
  ];
  const count = (state: Check["state"]) =>
    checks.filter((one) => one.state === state && one.severity === "required").length;
  const next: NextStep[] = [];
  if (stack.findings[0]) next.push({ rule: stack.rule, title: "Link MongoDB", finding: stack.findings[0] });
  if (outcomes.findings[0])
    next.push({ rule: outcomes.rule, title: "Measured outcomes", finding: outcomes.findings[0] });
  if (meta.findings[0])
    next.push({ rule: meta.rule, title: "Shorten the summary", finding: meta.findings[0] });
  return {
    score: {
      required: checks.length - 1,
      passed: count("pass"),
      open: count("fail"),
      confirm: count("confirm"),
      waived: 0,
      advice: 1,
    },
    reviewedBefore: card.status !== "draft",
    checks,
    next,
  };
}

const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const inline = (text: string) =>
  escape(text).replace(/\[([^\]]+)\]\(([^)]+)\)/g, `<a href="guide-link://localhost/0">$1</a>`);

function blockOf(block: string): string {
  if (block.startsWith("```"))
    return `<pre><code>${escape(block.split("\n").slice(1, -1).join("\n"))}</code></pre>`;
  const mark = /^(#{1,6}) /.exec(block);
  if (mark) return `<h${mark[1]?.length}>${inline(block.slice(mark[0].length))}</h${mark[1]?.length}>`;
  return `<p>${inline(block)}</p>`;
}

function blocksOf(text: string): Html[] {
  let line = 0;
  return text.split(/\n\n+/).map((block) => {
    const html = { html: blockOf(block), line };
    line += block.split("\n").length + 1;
    return html;
  });
}

function outlineOf(text: string): OutlineItem[] {
  return [...text.matchAll(/^(#{1,6}) (.+)$/gm)].map((found, index, all) => {
    const end = all[index + 1]?.index ?? text.length;
    const words = text
      .slice(found.index + found[0].length, end)
      .split(/\s+/)
      .filter(Boolean).length;
    const heading = found[2] ?? "";
    return { level: found[1]?.length ?? 1, text: heading, at: found.index, id: `g-${heading}`, words };
  });
}

export function liveOf(card: Card, text: string, edition: number, settled = new Set<string>()): Live {
  const inserted = blocksOf(text);
  const removed = edition === 0 ? 0 : (shown.get(card.id) ?? 0);
  shown.set(card.id, inserted.length);
  const headings = (text.match(/^#{1,6} .+$/gm) ?? [])
    .join(" ")
    .split(/[\s#]+/)
    .filter(Boolean).length;
  const code = (text.match(/```[\s\S]*?```/g) ?? []).join(" ").split(/\s+/).filter(Boolean).length;
  const words = text.split(/\s+/).filter((word) => /\w/.test(word)).length - code;
  return {
    edition,
    patch: { from: 0, removed, inserted, lineShift: 0 },
    checklist: checklistOf(card, text, words, settled),
    outline: outlineOf(text),
    counts: {
      words,
      proseWords: Math.max(0, words - headings),
      headingWords: headings,
      cellWords: 0,
      codeWords: code,
      altWords: 0,
      readMinutes: Math.max(1, Math.round(words / 238)),
    },
    notice: "",
  };
}
