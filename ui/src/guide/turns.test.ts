// Opening and leaving take turns.
import { expect, test } from "vitest";

import { inTurn, left } from "./turns";

test("what comes later waits for what was before, even when that fails", async () => {
  const done: string[] = [];
  let open = (): void => undefined;
  const first = inTurn(() => new Promise<void>((resolve) => (open = resolve))).then(() => done.push("first"));
  const second = inTurn(() => Promise.reject(new Error("no"))).catch(() => done.push("second"));
  const third = inTurn(() => Promise.resolve(3));
  const all = left().then(() => done.push("left"));
  await Promise.resolve();
  expect(done).toEqual([]);
  open();
  expect(await third).toBe(3);
  await Promise.all([first, second, all]);
  expect(done).toEqual(["first", "second", "left"]);
});
