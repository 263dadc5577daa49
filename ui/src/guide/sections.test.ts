/** What a section counts: its own words and those of the sections in it. */
import { expect, it } from "vitest";

import { wholeSections } from "./sections";

const item = (level: number, words: number) => ({ level, words, text: "", id: `${level}-${words}`, at: 0 });

it("adds the words of inner sections, and keeps the outline as it was", () => {
  const outline = [item(3, 5), item(2, 10), item(3, 20), item(4, 30), item(2, 1)];
  expect(wholeSections(outline).map(({ level, words }) => [level, words])).toEqual([
    [3, 5],
    [2, 60],
    [2, 1],
  ]);
  expect(outline[1]?.words).toBe(10);
});
