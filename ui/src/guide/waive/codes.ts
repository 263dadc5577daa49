/** Why a rule is set aside, how a waiver stands, and how both are said. */
import type { Life, WaiverCode, WaiverView } from "$lib/bindings";

export const codeWords: Record<WaiverCode, { name: string; what: string }> = {
  "false-positive": { name: "The rule is wrong here", what: "It points at something that is fine." },
  "client-confidential": {
    name: "Client confidential",
    what: "An editor has seen the figures; they are not published.",
  },
  "evidence-elsewhere": { name: "Evidence elsewhere", what: "What is asked for stands in another place." },
  "not-applicable": { name: "Does not apply", what: "The rule makes no sense for this guide." },
  temporary: { name: "For a while", what: "It will be done, by a date." },
  "house-exception": { name: "House exception", what: "The publication wants it otherwise here." },
};

/** Days until a waiver of this kind ends when nobody says; null: it lives as long as its text. */
const days: Partial<Record<WaiverCode, number>> = { temporary: 30, "client-confidential": 365 };

/** The last day filled in for a code, `YYYY-MM-DD`; empty: as long as its text. */
export function endOf(code: WaiverCode, today: Date): string {
  const more = days[code];
  if (more === undefined) return "";
  const end = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + more));
  return end.toISOString().slice(0, 10);
}

const lives: Record<Life, string> = {
  holds: "",
  "not-needed": "The rule has nothing to say any more.",
  "text-changed": "Holds no more: its text reads differently now.",
  "rule-changed": "Holds no more: the rule asks for something else now.",
  expired: "Holds no more: it has ended.",
  "not-allowed": "Holds no more: the rule cannot be set aside so.",
};

/** "House exception, by Ada and Ben: “…”. Ends 2026-12-31, or when its text changes." */
export function waiverWords({ code, by, with: other, reason, expires, life }: WaiverView): string {
  const people = other ? `${by} and ${other}` : by;
  const end = expires ? `Ends ${expires}, or when its text changes.` : "Ends when its text changes.";
  return `${codeWords[code].name}, by ${people}: “${reason}” ${lives[life] || end}`;
}

export const REASON_LEAST = 15;
