/**
 * Says how the bar stands, to those who listen: politely, when it changed, at most once in 3 s.
 *
 * Never while nothing changed, and never for the first answer, which the view itself shows.
 */
import { number } from "$parts/words";

import type { Score } from "./wire";

const EVERY_MS = 3000;

export class Announcer {
  private readonly say: (text: string) => void;
  private said: string | null = null;
  private next = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.say = say;
  }

  hear(score: Score): void {
    this.next = sentence(score);
    if (this.said === null) this.said = this.next;
    if (this.next === this.said || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.next === this.said) return;
      this.said = this.next;
      this.say(this.next);
    }, EVERY_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

/** "21 of 24, 2 to do, 1 to confirm". */
export function sentence({ required, passed, open, confirm }: Score, by = ", "): string {
  const parts = [`${number(passed)} of ${number(required)}`];
  if (open > 0) parts.push(`${number(open)} to do`);
  if (confirm > 0) parts.push(`${number(confirm)} to confirm`);
  if (required > 0 && open + confirm === 0) parts.push("nothing left to do");
  return parts.join(by);
}
