/**
 * Runs a job when things have been quiet for a while, and after some time even when they never are.
 *
 * What the job does is not known here; time comes in from outside.
 */
import type { Clock } from "./ports";

export class WhenQuiet {
  private readonly clock: Clock;
  private readonly quiet: number;
  private readonly most: number;
  private readonly job: () => void;
  private cancel: (() => void) | null = null;
  private cancelLate: (() => void) | null = null;

  /** `quiet` and `most` in milliseconds. */
  constructor(clock: Clock, quiet: number, most: number, job: () => void) {
    this.clock = clock;
    this.quiet = quiet;
    this.most = most;
    this.job = job;
  }

  /** Something moved: the job waits from here on. */
  touch(): void {
    this.cancel?.();
    this.cancel = this.clock.after(this.quiet, () => this.now());
    this.cancelLate ??= this.clock.after(this.most, () => this.now());
  }

  now(): void {
    this.stop();
    this.job();
  }

  stop(): void {
    this.cancel?.();
    this.cancelLate?.();
    this.cancel = this.cancelLate = null;
  }
}
