// The plan's questions, shown and never part of the text.

import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { questionsOf } from "./questions";

const of = (text: string, opening = true) =>
  questionsOf(Text.of(text.split("\n")), opening).map(({ at, text: question }) => [
    at,
    question.slice(0, 12),
  ]);

describe("questions", () => {
  it("stand on the first empty line of each empty part", () => {
    expect(of("\n\n## Problem\n\n\n## Lessons\n\n")).toEqual([
      [0, "Who had the "],
      [13, "What broke, "],
      [26, "What would y"],
    ]);
  });

  it("go when something is written there", () => {
    expect(of("Words.\n\n## Problem\n\nIt broke.\n\n## Lessons\n")).toEqual([[42, "What would y"]]);
  });

  it("are not asked of headings nobody planned, nor of long texts", () => {
    expect(of("## Something else\n\n", false)).toEqual([]);
    expect(of(`## Problem\n\n\n## Other\n\n${"word ".repeat(2000)}`)).toEqual([]);
  });

  it("leave pages without an introduction alone", () => {
    expect(of("\n\n## Problem\n", false).length).toBe(1);
  });
});
