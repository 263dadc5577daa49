/**
 * What a picker offers for what was typed: prefix first, then other names, then anywhere inside.
 *
 * Pure. Folds case, accents and punctuation, so that "postgres", "Postgres" and "PostgreSQL" meet.
 */

export interface Option {
  /** What is stored. */
  value: string;
  name: string;
  aliases: string[];
  /** At the right: "8.2 · 3 guides". */
  note: string;
}

export interface Offer extends Option {
  /** Pieces of the name; `hit` is what was typed. */
  pieces: { text: string; hit: boolean }[];
}

/** Drawn at most; the rest is found by typing on. */
export const DRAWN_MOST = 50;

export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function offers(options: Option[], typed: string): Offer[] {
  const words = fold(typed.trim());
  if (words === "")
    return options.slice(0, DRAWN_MOST).map((option) => ({ ...option, pieces: whole(option.name) }));
  return options
    .flatMap((option) => ranked(option, words))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, DRAWN_MOST)
    .map(({ offer }) => offer);
}

function ranked(option: Option, words: string): { rank: number; offer: Offer }[] {
  const at = fold(option.name).indexOf(words);
  const alias = option.aliases.find((other) => fold(other).startsWith(words));
  if (at !== 0 && alias !== undefined) {
    return [{ rank: 1, offer: { ...option, note: `also “${alias}”`, pieces: hit(option.name, at, words) } }];
  }
  if (at >= 0) return [{ rank: at === 0 ? 0 : 2, offer: { ...option, pieces: hit(option.name, at, words) } }];
  return [];
}

function whole(text: string): Offer["pieces"] {
  return [{ text, hit: false }];
}

/** Folding can change lengths; then the name stays in one piece. */
function hit(name: string, at: number, words: string): Offer["pieces"] {
  if (at < 0 || fold(name).length !== name.length) return whole(name);
  const end = at + words.length;
  const pieces = [
    { text: name.slice(0, at), hit: false },
    { text: name.slice(at, end), hit: true },
    { text: name.slice(end), hit: false },
  ];
  return pieces.filter(({ text }) => text !== "");
}

/** The option that is called this, by its own or another name. */
export function named(options: Option[], name: string): Option | undefined {
  const folded = fold(name.trim());
  return (
    options.find((option) => fold(option.name) === folded) ??
    options.find((option) => option.aliases.some((alias) => fold(alias) === folded))
  );
}

/** The option a new name may have been meant for: nearly the same letters, or the same beginning. */
export function similar(options: Option[], name: string): Option | undefined {
  const words = fold(name.trim());
  if (words.length < 4) return undefined;
  const scored = options
    .flatMap((option) =>
      [option.name, ...option.aliases].map((other) => ({ option, far: farness(words, fold(other)) })),
    )
    .filter(({ far }) => far <= 0.34)
    .sort((a, b) => a.far - b.far);
  return scored[0]?.option;
}

/** 0 = the same; letters to change per letter, a shared beginning counting half. */
function farness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const change = distance(a, b) / longest;
  return start >= 5 && start >= longest * 0.55 ? Math.min(change, 0.3) : change;
}

/** Levenshtein, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
