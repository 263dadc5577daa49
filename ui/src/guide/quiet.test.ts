// Work that waits for a pause, but not for ever.

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { WhenQuiet } from "./quiet";

const clock = {
  painted: (run: () => void) => (run(), () => undefined),
  after(ms: number, run: () => void) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("waits for the pause, and runs once", () => {
  const job = vi.fn();
  const quiet = new WhenQuiet(clock, 100, 1000, job);
  quiet.touch();
  vi.advanceTimersByTime(80);
  quiet.touch();
  vi.advanceTimersByTime(80);
  expect(job).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5000);
  expect(job).toHaveBeenCalledTimes(1);
});

it("runs at the latest after so long", () => {
  const job = vi.fn();
  const quiet = new WhenQuiet(clock, 100, 300, job);
  for (let step = 0; step < 10; step += 1) {
    quiet.touch();
    vi.advanceTimersByTime(50);
  }
  expect(job).toHaveBeenCalledTimes(1);
});

it("does nothing once stopped", () => {
  const job = vi.fn();
  const quiet = new WhenQuiet(clock, 100, 300, job);
  quiet.touch();
  quiet.stop();
  vi.advanceTimersByTime(1000);
  expect(job).not.toHaveBeenCalled();
});
