/** The geometry of the rings. Pure numbers; the components draw them. */
import type { Score } from "$lib/bindings";

/** passed, waived, confirm, fail (after a review) or to do (before it). */
export type Stroke = "p" | "w" | "c" | "f" | "t";

/** One stroke per required check, in the order passed, waived, to confirm, open. */
export function strokes({ required, passed, waived, confirm }: Score, reviewed: boolean): Stroke[] {
  const open = Math.max(0, required - passed - waived - confirm);
  const runs: [Stroke, number][] = [
    ["p", passed],
    ["w", waived],
    ["c", confirm],
    [reviewed ? "f" : "t", open],
  ];
  return runs.flatMap(([stroke, times]) => Array<Stroke>(times).fill(stroke));
}

const OUTER = 44;
const CENTRE = 46;
const LENGTH: Record<Stroke, number> = { p: 11, w: 11, c: 7, f: 4, t: 4 };

const point = (angle: number, radius: number, side = 0) => {
  const x = CENTRE + Math.sin(angle) * radius + Math.cos(angle) * side;
  const y = CENTRE - Math.cos(angle) * radius + Math.sin(angle) * side;
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
};

/** The path of stroke `index` of `total` in a field of 92; waived strokes are hollow: two lines. */
export function strokePath(stroke: Stroke, index: number, total: number): string {
  const angle = ((index + 0.5) / total) * 2 * Math.PI;
  const line = (side: number) =>
    `M${point(angle, OUTER, side)}L${point(angle, OUTER - LENGTH[stroke], side)}`;
  return stroke === "w" ? line(-1.5) + line(1.5) : line(0);
}

/** The arcs of the small ring: where each run of one kind begins and how long it is, in checks. */
export function arcs(list: Stroke[]): { stroke: Stroke; from: number; length: number }[] {
  const runs: { stroke: Stroke; from: number; length: number }[] = [];
  list.forEach((stroke, index) => {
    const last = runs[runs.length - 1];
    if (last?.stroke === stroke) last.length += 1;
    else runs.push({ stroke, from: index, length: 1 });
  });
  return runs;
}
