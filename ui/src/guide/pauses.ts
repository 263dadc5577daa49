/**
 * When to send and when to save: the next picture, a pause in typing, the longest wait, a retry.
 *
 * Knows nothing of texts or calls.
 */

import type { Clock } from "./ports";

/** A pause in typing after which the text is saved, so that it is safe within a second. */
export const PAUSE_MS = 700;
/** The longest a writer who never pauses waits for a save. */
export const LONGEST_MS = 10_000;
/** First wait after a failure; doubled up to the last. */
const RETRY_MS = 1_000;
const RETRY_MOST_MS = 30_000;

type Off = (() => void) | null;

export class Pauses {
  private readonly clock: Clock;
  private readonly send: () => void;
  private readonly save: () => void;
  private failures = 0;
  private offPainted: Off = null;
  private offPause: Off = null;
  private offLongest: Off = null;

  constructor(clock: Clock, send: () => void, save: () => void) {
    this.clock = clock;
    this.send = send;
    this.save = save;
  }

  /** Asks for one `send` after the next picture, however often it is called until then; `beside`: at once. */
  soon(beside = false): void {
    const send = (): void => {
      this.offPainted = null;
      this.send();
    };
    this.offPainted ??= beside ? this.clock.after(0, send) : this.clock.painted(send);
  }

  /** Something was typed: `save` after a pause, and at the latest after the longest wait. */
  touched(): void {
    this.saveAfter(PAUSE_MS);
    this.offLongest ??= this.clock.after(LONGEST_MS, () => {
      this.offLongest = null;
      this.save();
    });
  }

  /** A call failed: `save` again after a growing wait. */
  failed(): void {
    this.saveAfter(Math.min(RETRY_MS * 2 ** this.failures, RETRY_MOST_MS));
    this.failures += 1;
  }

  succeeded(): void {
    this.failures = 0;
  }

  stop(): void {
    this.offPainted?.();
    this.offPause?.();
    this.offLongest?.();
    this.offPainted = this.offPause = this.offLongest = null;
  }

  private saveAfter(ms: number): void {
    this.offPause?.();
    this.offPause = this.clock.after(ms, () => {
      this.offPause = null;
      this.save();
    });
  }
}
