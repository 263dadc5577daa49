/** How a score is said. Numbers before adjectives, the value before the threshold. */
import type { Score } from "$lib/bindings";

import { count } from "./words";

/** Every required check passes or is waived. */
export const barMet = ({ required, passed, waived }: Score) => required > 0 && passed + waived >= required;

/** "17 of 24", "Bar met", "Bar met, 1 waiver". */
export function scoreWords(score: Score): string {
  if (!barMet(score)) return `${score.passed} of ${score.required}`;
  return score.waived ? `Bar met, ${count(score.waived, "waiver")}` : "Bar met";
}
