/**
 * How well typed words fit a name, and which letters of it match.
 *
 * Prefix before word beginnings before the inside before scattered letters; shorter names first.
 * Folds case and accents. Pure.
 */
export interface Fit {
  /** Higher is better; 0 = does not fit. */
  score: number;
  /** Half-open ranges of the name. */
  ranges: [number, number][];
}

const none: Fit = { score: 0, ranges: [] };

/** Same length as the text wherever a letter is one UTF-16 unit with and without its accent. */
export function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return plain.length === letter.length
        ? plain
        : letter.toLowerCase().slice(0, letter.length).padEnd(letter.length);
    })
    .join("");
}

export function fit(name: string, typed: string): Fit {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { score: 1, ranges: [] };
  const inside = fold(name);
  const fits = words.map((word) => fitWord(inside, word));
  if (fits.every(({ score }) => score > 0)) {
    const score = Math.min(...fits.map((one) => one.score)) + 10 / (10 + name.length);
    return { score, ranges: merge(fits.flatMap((one) => one.ranges)) };
  }
  return scattered(inside, words.join(""));
}

function fitWord(name: string, word: string): Fit {
  if (name.startsWith(word)) return { score: 100, ranges: [[0, word.length]] };
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(name[at - 1] ?? "")) return { score: 80, ranges: [[at, at + word.length]] };
  }
  const at = name.indexOf(word);
  return at < 0 ? none : { score: 60, ranges: [[at, at + word.length]] };
}

/** The letters in order, with other letters between; only beginnings of words may start a run. */
function scattered(name: string, letters: string): Fit {
  if (letters.length < 2) return none;
  const ranges: [number, number][] = [];
  let from = 0;
  for (const letter of letters) {
    const last = ranges[ranges.length - 1];
    if (last && name.startsWith(letter, last[1])) {
      last[1] += letter.length;
      from = last[1];
      continue;
    }
    const at = wordStart(name, letter, from);
    if (at < 0) return none;
    ranges.push([at, at + letter.length]);
    from = at + letter.length;
  }
  return { score: 30 + 10 / (10 + name.length), ranges };
}

function wordStart(name: string, letter: string, from: number): number {
  for (let at = name.indexOf(letter, from); at >= 0; at = name.indexOf(letter, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1] ?? "")) return at;
  }
  return -1;
}

function merge(ranges: [number, number][]): [number, number][] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged[merged.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** The name cut into pieces, with the matching ones marked. */
export function pieces(name: string, ranges: [number, number][]): { text: string; hit: boolean }[] {
  const cut: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from > at) cut.push({ text: name.slice(at, from), hit: false });
    cut.push({ text: name.slice(from, to), hit: true });
    at = to;
  }
  if (at < name.length) cut.push({ text: name.slice(at), hit: false });
  return cut;
}
