// The sentence under the caret, which marks leave in peace.

import { describe, expect, it } from "vitest";

import { firstSentence, sentenceIn } from "./sentence";

const around = (text: string) => {
  const at = text.indexOf("|");
  const plain = text.replace("|", "");
  const { from, to } = sentenceIn(plain, at);
  return plain.slice(from, to);
};

describe("the sentence around a place", () => {
  it.each([
    ["One| two.", "One two."],
    ["One. Tw|o three. Four.", "Two three."],
    ["One. |Two.", "Two."],
    ["p95 fell from 1.8 s to 240| ms. Then", "p95 fell from 1.8 s to 240 ms."],
    ["He said “no.” Then we| left", "Then we left"],
    ["Really? Ye|s! No.", "Yes!"],
    ["|", ""],
    ["See [Redis](/stack/redis/.x)|", "See [Redis](/stack/redis/.x)"],
  ])("%s", (text, sentence) => expect(around(text)).toBe(sentence));

  it("holds the place it is asked for", () => {
    const text = "A. B c. D… e? F!";
    for (let at = 0; at <= text.length; at += 1) {
      const { from, to } = sentenceIn(text, at);
      expect(from <= at && at <= Math.max(to, text.length)).toBe(true);
    }
  });
});

describe("the first sentence of a stretch", () => {
  it.each([
    ["The copy stopped. Nobody knew why.", "The copy stopped."],
    ["The copy stopped, and nobody knew why.", "The copy stopped, and nobody knew why."],
    ["One (“two.”) Three", "One (“two.”)"],
    ["A line\nand another. End", "A line\nand another."],
    ["1.8 s", "1.8 s"],
    ["", ""],
  ])("%s", (text, first) => expect(text.slice(0, firstSentence(text))).toBe(first));
});
