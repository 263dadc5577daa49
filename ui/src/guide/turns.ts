/**
 * Opening and leaving guides take turns: one is opened only after those before it are off the desk, for
 * the same one may come back.
 *
 * Knows no screen and no text; whoever leaves says what is to be done.
 */
import { transport } from "./transport";
import type { OpenGuide } from "./wire";

let last: Promise<unknown> = Promise.resolve();

/** Every guide that was left is saved and off the desk. */
export const left = (): Promise<unknown> => last;

/** Does this when everything before it is done; what comes later waits for it, even if it fails. */
export function inTurn<T>(job: () => Promise<T>): Promise<T> {
  const done = last.then(job);
  last = done.catch(() => null);
  return done;
}

/**
 * A guide as it is, without opening it for work. Takes its turn with opening and leaving: putting it
 * back must not take it from under a hand.
 */
export const glance = (id: string): Promise<OpenGuide> =>
  inTurn(async () => {
    const guide = await transport.open(id);
    await transport.close(id);
    return guide;
  });
