/**
 * The shapes that cross to the core and back, as the guide view reads them.
 *
 * Offsets are UTF-16 units. No behaviour lives here.
 */

export type Kind = "deep-dive" | "comparison" | "case-study" | "stack-item";
export type Status = "draft" | "in-review" | "returned" | "approved";
export type Severity = "required" | "recommended" | "info";
export type State = "pass" | "fail" | "advise" | "confirm" | "waived" | "not-applicable";
export type Field =
  | "title"
  | "summary"
  | "slug"
  | "kind"
  | "date"
  | "updated"
  | "tags"
  | "stack"
  | "caseStudies"
  | "readMinutes";

export interface Change {
  from: number;
  to: number;
  insert: string;
}

export interface Meta {
  kind: Kind;
  title: string;
  summary: string;
  slug: string;
  date: string;
  updated: string;
  tags: string[];
  stack: string[];
  caseStudies: string[];
  readMinutes: number | null;
  aliases: string[];
  facetOf: string;
  version: string;
}

export interface Score {
  required: number;
  passed: number;
  open: number;
  confirm: number;
  waived: number;
  advice: number;
}

export interface Span {
  from: number;
  to: number;
}

export interface QuoteView {
  span: Span | null;
  field: Field | null;
  exact: string;
  prefix: string;
  suffix: string;
  label: string;
}

export interface FixView {
  label: string;
  edits: Change[];
  meta: Meta | null;
}

export interface FindingView {
  quote: QuoteView;
  message: string;
  why: string;
  fixes: FixView[];
  question: string;
  sentence: string;
}

export interface Check {
  rule: string;
  name: string;
  group: string;
  severity: Severity;
  state: State;
  measured: string;
  threshold: string;
  evidence: QuoteView[];
  findings: FindingView[];
  moreFindings: number;
}

export interface NextStep {
  rule: string;
  title: string;
  finding: FindingView;
}

export interface Checklist {
  score: Score;
  reviewedBefore: boolean;
  checks: Check[];
  next: NextStep[];
}

export interface OutlineItem {
  level: number;
  text: string;
  at: number;
  id: string;
  words: number;
}

export interface Counts {
  words: number;
  proseWords: number;
  headingWords: number;
  cellWords: number;
  codeWords: number;
  altWords: number;
  readMinutes: number;
}

export interface Html {
  html: string;
  line: number;
}

export interface Patch {
  from: number;
  removed: number;
  inserted: Html[];
  lineShift: number;
}

export interface Live {
  edition: number;
  patch: Patch;
  checklist: Checklist;
  outline: OutlineItem[];
  counts: Counts;
  notice: string;
}

export interface OpenGuide {
  id: string;
  status: Status;
  meta: Meta;
  text: string;
  savedRevision: number;
  live: Live;
}

export interface Saved {
  revision: number;
  at: string;
  written: boolean;
}
