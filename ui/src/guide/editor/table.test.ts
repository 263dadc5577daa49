// Tables as grids: places of cells, and changes that touch one cell alone.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { cellEdit, type Edit, gridOf, isHole, rowEdit } from "./table";

const TABLE =
  "| Cold start | NestJS | Fastify |\n|---|:--:|--:|\n| p95 | 240 ms |  |\n| Size | `a \\| b` | 12 kB |";

const apply = (text: string, edit: Edit | null) =>
  edit ? text.slice(0, edit.from) + edit.insert + text.slice(edit.to) : text;

const texts = (table: string) => gridOf(table, 0)?.rows.map((row) => row.map(({ text }) => text));

describe("a table", () => {
  it("is a grid of cells", () => {
    expect(gridOf(TABLE, 0)?.head.map(({ text }) => text)).toEqual(["Cold start", "NestJS", "Fastify"]);
    expect(texts(TABLE)).toEqual([
      ["p95", "240 ms", ""],
      ["Size", "`a \\| b`", "12 kB"],
    ]);
  });

  it("may do without outer pipes, be quoted, or have short rows", () => {
    expect(texts("a | b\n--|--\nc | d")).toEqual([["c", "d"]]);
    expect(texts("> | a | b |\n> |---|---|\n> | c | d |")).toEqual([["c", "d"]]);
    expect(texts("| a | b | c |\n|---|---|---|\n| d |")).toEqual([["d", "", ""]]);
    expect(texts("| a | b |\n|---|---|\n| c | d |\n\nAfter")).toEqual([["c", "d"]]);
  });

  it("is none without its rule", () => {
    expect(gridOf("| a | b |\n| c | d |", 0)).toBeNull();
    expect(gridOf("words", 0)).toBeNull();
  });

  it("counts places from where it stands in the text", () => {
    const grid = gridOf(TABLE, 100);
    expect(grid?.from).toBe(100);
    expect(grid?.to).toBe(100 + TABLE.length);
    expect(grid?.rows[0]?.[1]?.from).toBe(100 + TABLE.indexOf("240 ms"));
  });
});

describe("a cell", () => {
  const hole = (text: string) => isHole({ from: 0, to: 0, text, missing: false });

  it("is a hole when it says nothing", () => {
    for (const text of ["", "-", "—", "?", "…", "n/a", "N/A.", "**n/a**", "TBD", "▢"])
      expect(hole(text), text).toBe(true);
    for (const text of ["0", "no", "n/a: no server", "-5 %", "unknown to us"])
      expect(hole(text), text).toBe(false);
  });
});

describe("editing a cell", () => {
  const edit = (row: number, column: number, content: string, table = TABLE) =>
    apply(table, cellEdit(gridOf(table, 0)?.rows[row] ?? [], column, content));

  it("changes its content and nothing else", () => {
    expect(edit(0, 1, "180 ms")).toBe(TABLE.replace("240 ms", "180 ms"));
    expect(edit(0, 2, "95 ms")).toBe(TABLE.replace("|  |", "| 95 ms |"));
    expect(edit(0, 1, "240 ms")).toBe(TABLE);
  });

  it("keeps pipes and lines inside the cell", () => {
    expect(edit(0, 2, "a | b\nc")).toBe(TABLE.replace("|  |", "| a \\| b c |"));
  });

  it("can empty it, and fill it again", () => {
    const emptied = edit(0, 1, "");
    expect(texts(emptied)?.[0]).toEqual(["p95", "", ""]);
    expect(texts(edit(0, 1, "9 ms", emptied))?.[0]).toEqual(["p95", "9 ms", ""]);
  });

  it("adds cells a short row does not have", () => {
    const short = "| a | b | c |\n|---|---|---|\n| d |";
    expect(texts(edit(0, 2, "x", short))).toEqual([["d", "", "x"]]);
    expect(texts(edit(0, 1, "x", short))).toEqual([["d", "x", ""]]);
  });

  it("adds a row", () => {
    const grid = gridOf(TABLE, 0);
    expect(texts(grid ? apply(TABLE, rowEdit(grid, "Licence")) : "")?.[2]).toEqual(["Licence", "", ""]);
  });

  it("whatever is written: the cell says it, the others say what they said", () => {
    const content = fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !text.includes("\\"));
    fc.assert(
      fc.property(fc.nat({ max: 1 }), fc.nat({ max: 2 }), content, (row, column, text) => {
        const before = texts(TABLE) ?? [];
        const after = texts(edit(row, column, text)) ?? [];
        const asked = text
          .replace(/\s*\n\s*/g, " ")
          .trim()
          .replaceAll("|", "\\|");
        const wanted = before.map((cells, r) =>
          cells.map((old, c) => (r === row && c === column ? asked : old)),
        );
        expect(after).toEqual(wanted);
      }),
    );
  });
});
