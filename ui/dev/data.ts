/**
 * What the library in memory holds: the publication's index, with counts made up for looking at.
 *
 * Only data. Nothing here is in a production build.
 */
import type { Card, Named, Revision, RuleName, Score, StackEntry } from "../src/lib/bindings";

const score = (passed: number, open: number, confirm: number, waived = 0): Score => ({
  required: passed + open + confirm + waived,
  passed,
  open,
  confirm,
  waived,
  advice: 4,
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

type Row = [
  title: string,
  summary: string,
  slug: string,
  date: string,
  stack: string[],
  tags: string[],
  words: number,
  minutes: number,
  score: Score,
  rest: Partial<Card>,
];

const rows: Row[] = [
  [
    "I Built My Own Messaging App — And It Was Way Harder Than I Expected",
    "How to guarantee privacy, scale WebSockets horizontally, and maintain real-time sync under failure. Zero-Knowledge ‘Sacred Bonds’, distributed WS adapters, and hybrid 3-tier storage. Lessons from Inkly.",
    "my-own-messaging-app",
    "2026-03-10",
    ["Node.js", "Express", "MongoDB", "PostgreSQL", "Redis (Pub/Sub)", "WebSockets"],
    ["real-time", "privacy"],
    1912,
    12,
    score(17, 5, 2),
    { savedAt: hoursAgo(2) },
  ],
  [
    "Scaling Isn’t the Hard Part — Staying Correct Is",
    "How to build a finance platform that stays correct when payment providers are async, callbacks are delayed or duplicated, and caches fail. Ledger-backed double-entry, idempotent M-Pesa, fail-closed locks. Lessons from NestFi.",
    "staying-correct",
    "2026-02-04",
    ["NestJS", "TypeScript", "PostgreSQL", "MongoDB", "Redis", "M-Pesa Daraja"],
    ["payments", "ledger", "idempotent"],
    1980,
    12,
    score(20, 3, 1),
    { savedAt: hoursAgo(5) },
  ],
  [
    "The 3 Hardest Things About Building Distributed Systems",
    "How to run e-commerce when payments are asynchronous and networks are unreliable. Soft reservations, idempotent orders, M-Pesa verification before state changes, and bounded self-healing. Lessons from Fits by Aliv.",
    "hardest-things-distributed-systems",
    "2026-02-02",
    ["NestJS", "TypeScript", "PostgreSQL", "Prisma", "Redis", "BullMQ"],
    ["payments", "distributed-systems"],
    1804,
    11,
    score(23, 0, 0, 1),
    { status: "approved", savedAt: hoursAgo(70) },
  ],
  [
    "I Designed a System That Fixes Itself — Here’s How It Works",
    "How to build a Zero-Knowledge self-healing system: AI recommends but never executes; the backend enqueues tasks and never pushes. Multi-cluster executor agents pull by cluster_id. Shadow Mode builds trust before going live. OIDC-ready auth and OPA default-deny. Lessons from Aegis.",
    "system-that-fixes-itself",
    "2026-01-30",
    ["NestJS", "FastAPI", "Next.js", "PostgreSQL", "Redis", "Kubernetes"],
    ["self-healing", "security"],
    1742,
    11,
    score(20, 2, 1, 1),
    { status: "in-review", savedAt: hoursAgo(30) },
  ],
  [
    "The Hidden Complexity Behind ‘Simple’ Apps Like WhatsApp",
    "How to build production real-time collaboration with Next.js and Socket.io: architecture, conflict resolution, and sub-500ms latency. Lessons from TaskForge.",
    "simple-apps-like-whatsapp",
    "2025-01-15",
    ["Next.js", "Socket.io", "Node.js", "MongoDB", "TypeScript", "Zustand"],
    ["real-time", "collaboration"],
    1598,
    10,
    score(24, 0, 0),
    { status: "approved", savedAt: hoursAgo(700) },
  ],
  [
    "This One Backend Mistake Breaks Most Startups",
    "A practical comparison of Next.js and Django for SaaS: full-stack JavaScript vs Python, real-time vs request-response, and when each shines.",
    "one-backend-mistake",
    "2025-01-10",
    ["Next.js", "Django", "React", "Node.js", "PostgreSQL", "MongoDB"],
    ["comparison", "saas"],
    1466,
    9,
    score(24, 0, 0),
    { status: "approved", kind: "comparison", savedAt: hoursAgo(900) },
  ],
];

const toCard = ([title, summary, slug, date, stack, tags, words, readMinutes, score, rest]: Row): Card => ({
  id: slug,
  kind: "deep-dive",
  status: "draft",
  title,
  summary,
  slug,
  date,
  tags,
  stack,
  words,
  readMinutes,
  score,
  savedAt: hoursAgo(1),
  snippet: [],
  ...rest,
});

/** The six guides; more of them when `many` asks for it. */
export function guides(many = 0): Card[] {
  const six = rows.map(toCard);
  const more = Array.from({ length: Math.max(0, many - six.length) }, (_, n) => {
    const base = six[n % six.length] as Card;
    const year = 2015 + (n % 10);
    const day = String((n % 28) + 1).padStart(2, "0");
    return {
      ...base,
      id: `more-${n}`,
      slug: `more-${n}`,
      title: `${base.title}, part ${n + 2}`,
      date: `${year}-05-${day}`,
    };
  });
  return [...six, ...more];
}

export const bodies: Record<string, string> = {
  "staying-correct": [
    "A payment provider says “paid” twice, or an hour late, or to two servers in the same millisecond.",
    "## What broke",
    "Callbacks arrived twice, or before our own commit, and [NestFi](/case-studies/nestfi/) believed them.",
    "## One ledger, two entries",
    "Every movement of money is now two rows in [PostgreSQL](/stack/postgresql/), or it is nothing.",
    "```sql\nCREATE CONSTRAINT TRIGGER balanced\n  AFTER INSERT ON entry INITIALLY DEFERRED\n  FOR EACH ROW EXECUTE FUNCTION zero_sum();\n```",
    "The gateway keeps the raw callback in MongoDB and answers at once. A worker posts it later, under a [Redis](/stack/redis/) lock that fails closed.",
    "## What changed",
    "Settlement p95 fell from 1.8 s to 240 ms, measured with k6 at 200 users over two weeks.",
    "The worker has posted 48,211 callbacks without a double charge.",
    "Nothing got faster for the first three weeks. The locks cost us 11 ms on every write, and we kept them.",
  ].join("\n\n"),
};

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const named = (name: string, guides: number): Named => ({
  id: slugOf(name),
  name,
  slug: slugOf(name),
  guides,
});

export const caseStudies: Named[] = ["TaskForge", "Aegis", "NestFi", "Fits by Aliv", "Inkly"].map((name) =>
  named(name, 1),
);

const aliases: Record<string, string[]> = {
  PostgreSQL: ["Postgres", "pg"],
  MongoDB: ["Mongo"],
  "Node.js": ["Node"],
  Kubernetes: ["k8s"],
};

export function stackOf(cards: Card[]): StackEntry[] {
  const names = [...new Set(cards.flatMap((card) => card.stack))].sort((a, b) => a.localeCompare(b));
  return names.map((name) => ({
    id: slugOf(name),
    name,
    slug: slugOf(name),
    aliases: aliases[name] ?? [],
    facetOf: name === "Redis (Pub/Sub)" ? "Redis" : "",
    version: name === "PostgreSQL" ? "18" : "",
    guides: cards.filter((card) => card.stack.includes(name)).length,
  }));
}

export function tagsOf(cards: Card[]): Named[] {
  const names = [...new Set(cards.flatMap((card) => card.tags))].sort();
  return names.map((name) => ({
    ...named(name, cards.filter((card) => card.tags.includes(name)).length),
    id: "",
  }));
}

export const rules: RuleName[] = [
  ["outcomes.measured", "Measured outcomes", "outcomes"],
  ["links.case-study", "Case study", "links"],
  ["links.stack", "Stack links", "stack"],
  ["images.alt", "Alt text", "images"],
  ["meta.summary", "Summary length", "meta"],
  ["length.words", "Words", "length"],
  ["structure.intro", "Introduction", "structure"],
].map(([id, name, group]) => ({ id, name, group, severity: "required" }) as RuleName);

const revision = (
  number: number,
  hours: number,
  label: string,
  added: number,
  removed: number,
): Revision => ({
  number,
  at: hoursAgo(hours),
  by: "",
  label,
  words: 1980 - (26 - number) * 60,
  added,
  removed,
});

export const revisions: Revision[] = [
  revision(26, 0.3, "Saved", 38, 12),
  revision(25, 1.2, "Saved", 121, 4),
  revision(24, 4, "Restored revision 20", 9, 0),
  revision(23, 5, "Saved", 64, 71),
  revision(22, 22, "Saved", 210, 18),
  revision(21, 23, "Imported from site/content", 143, 20),
  revision(20, 26, "Saved", 84, 2),
  revision(3, 24 * 12, "Saved", 1404, 233),
  revision(2, 24 * 12.2, "Saved", 14, 3),
  revision(1, 24 * 13, "Created from deep dive", 0, 0),
];
