/**
 * A Markdown table as a grid of cells, each with its place in the text, and the smallest change that
 * gives one cell another content.
 *
 * Pure: text in, places and changes out. What a cell says is Markdown and stays as written; nothing
 * is aligned, and no byte outside the cell is touched.
 */
export interface Cell {
  /** Where the content stands; for a cell that is empty, all that lies between its pipes. */
  from: number;
  to: number;
  text: string;
  /** The row ends before this cell: it has to be added. */
  missing: boolean;
}

export interface Grid {
  /** The table in the text. */
  from: number;
  to: number;
  head: Cell[];
  rows: Cell[][];
}

export interface Edit {
  from: number;
  to: number;
  insert: string;
}

const RULE = /^\s{0,3}(?:>\s?)*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** Marks before a row that belong to a quote. */
const QUOTED = /^\s{0,3}(?:>\s?)+/;

interface Line {
  from: number;
  text: string;
}

/** The table whose text begins at `from`: header, rule, rows. Null when it is none. */
export function gridOf(text: string, from: number): Grid | null {
  const lines = linesOf(text, from);
  const [head, rule] = lines;
  if (head === undefined || rule === undefined || !RULE.test(rule.text)) return null;
  const header = cellsOf(head);
  const rows = lines.slice(2).map((line) => filledUp(cellsOf(line), line, header.length));
  const last = lines[lines.length - 1] ?? head;
  return { from, to: last.from + last.text.length, head: header, rows };
}

function linesOf(text: string, from: number): Line[] {
  const lines: Line[] = [];
  let at = from;
  for (const line of text.split("\n")) {
    if (line.trim() === "") break;
    lines.push({ from: at, text: line });
    at += line.length + 1;
  }
  return lines;
}

/** Cells of one row: what lies between pipes that are not escaped. */
function cellsOf({ from, text }: Line): Cell[] {
  const start = QUOTED.exec(text)?.[0].length ?? 0;
  const pipes = pipesOf(text, start);
  const body = text.slice(start);
  const edges = [...(body.trimStart().startsWith("|") ? [] : [start - 1]), ...pipes];
  const open = !/(?<!\\)\|\s*$/.test(body);
  if (open) edges.push(text.length);
  return edges.slice(1).map((end, index) => cellBetween(text, (edges[index] ?? 0) + 1, end, from));
}

function pipesOf(text: string, start: number): number[] {
  const pipes: number[] = [];
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "|") pipes.push(at);
  }
  return pipes;
}

function cellBetween(text: string, start: number, end: number, base: number): Cell {
  const raw = text.slice(start, end);
  const content = raw.trim();
  const lead = content === "" ? 0 : raw.length - raw.trimStart().length;
  const from = base + start + lead;
  const to = content === "" ? base + end : from + content.length;
  return { from, to, text: content, missing: false };
}

/** Rows may be shorter than the header: what is not written counts as empty. */
function filledUp(cells: Cell[], line: Line, width: number): Cell[] {
  const end = line.from + line.text.trimEnd().length;
  const missing = { from: end, to: end, text: "", missing: true };
  return Array.from({ length: width }, (_, index) => cells[index] ?? missing);
}

/** One line, and no pipe that would end the cell. */
const written = (content: string): string =>
  content
    .replace(/\s*\n\s*/g, " ")
    .trim()
    .replace(/(?<!\\)\|/g, "\\|");

/** The change that makes a cell say something else; null when it says so already. */
export function cellEdit(cells: Cell[], at: number, content: string): Edit | null {
  const cell = cells[at];
  const text = written(content);
  if (cell === undefined || cell.text === text) return null;
  if (cell.missing) return added(cells, at, text);
  if (cell.text !== "") return { from: cell.from, to: cell.to, insert: text === "" ? " " : text };
  return { from: cell.from, to: cell.to, insert: ` ${text} ` };
}

/** Cells up to this one are written behind the end of the row. */
function added(cells: Cell[], at: number, text: string): Edit {
  const first = cells.findIndex((cell) => cell.missing);
  const cell = cells[at];
  const empty = " |".repeat(Math.max(0, at - first));
  return { from: cell?.from ?? 0, to: cell?.to ?? 0, insert: `${empty} ${text} |` };
}

/** A new last row with this first cell. */
export function rowEdit(grid: Grid, first: string): Edit {
  const cells = [` ${written(first)} `, ...grid.head.slice(1).map(() => "  ")];
  return { from: grid.to, to: grid.to, insert: `\n|${cells.join("|")}|` };
}

const NOTHING = /^([-–—?…▢.]*|n\/?a\.?|n\.a\.|tbd|todo|unknown)$/i;

/** Says nothing: empty, a dash, a question mark, "n/a" without a reason. As the bar reads a comparison. */
export const isHole = ({ text }: Cell): boolean => NOTHING.test(plainCell(text).replace(/[*_~]/g, "").trim());

/** "Link" for "[Link](/stack/link/)", without stress and code marks: what a reader sees. */
export const plainCell = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|__|`/g, "")
    .replaceAll("\\|", "|");
