/** Spelling in memory: three words it takes for wrong, a dictionary, and what is left as it is. Reads no language. */
import type { Dictionary, Proof, Slip } from "../src/lib/bindings";

const meant: Record<string, string[]> = {
  recieve: ["receive", "relieve"],
  teh: ["the"],
  seperate: ["separate"],
};

let words: string[] = [];
let ignored: string[] = [];

export const dictionary = (): Dictionary => ({ available: true, words });

export function teach(word: string): Dictionary {
  words = [...new Set([...words, word])].sort();
  return dictionary();
}

export function forget(word: string): Dictionary {
  words = words.filter((known) => known !== word);
  return dictionary();
}

export function ignore(_rule: string, slip: string): null {
  ignored = [...ignored, slip];
  return null;
}

export function unignore(): null {
  ignored = [];
  return null;
}

export function proof(text: string, edition: number): Proof {
  const all = [...text.matchAll(/\b[A-Za-z]+\b/g)].flatMap(({ 0: word, index }) => slipOf(word, index));
  const left = all.filter(({ words }) => ignored.includes(words));
  return { edition, slips: all.filter((slip) => !left.includes(slip)), ignored: left.length, done: true };
}

function slipOf(word: string, from: number): Slip[] {
  const suggestions = meant[word.toLowerCase()];
  if (!suggestions || words.includes(word)) return [];
  const span = { from, to: from + word.length };
  return [{ kind: "spelling", rule: "spelling", span, words: word, message: "", suggestions }];
}
