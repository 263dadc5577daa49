// Bold, headings, lists and links put on and taken off.

import { EditorSelection, EditorState } from "@codemirror/state";
import { type Command, EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";

import { bold, bulletList, code, heading, italic, link, numberList } from "./format";

/** Runs a command on a text in which `|` marks the ends of the selection; answers the same way. */
function run(command: Command, marked: string): string {
  const anchor = marked.indexOf("|");
  const head = marked.lastIndexOf("|") - (marked.lastIndexOf("|") > anchor ? 1 : 0);
  const state = EditorState.create({
    doc: marked.replaceAll("|", ""),
    selection: EditorSelection.single(anchor, head),
  });
  const view = new EditorView({ state });
  command(view);
  const { from, to, empty } = view.state.selection.main;
  const text = view.state.doc.toString();
  const rest = empty ? "" : `${text.slice(from, to)}|`;
  return `${text.slice(0, from)}|${rest}${text.slice(to)}`;
}

describe("bold, italic, code", () => {
  it("mark the selection and take the marks back", () => {
    expect(run(bold, "a |word| b")).toBe("a **|word|** b");
    expect(run(bold, "a **|word|** b")).toBe("a |word| b");
    expect(run(italic, "a |word| b")).toBe("a *|word|* b");
    expect(run(code, "|x|")).toBe("`|x|`");
  });

  it("work on the word at the caret", () => {
    expect(run(bold, "wo|rd")).toBe("**wo|rd**");
    expect(run(bold, "**wo|rd**")).toBe("wo|rd");
    expect(run(bold, "слово| ")).toBe("**слово|** ");
  });

  it("do not take bold for italic", () => {
    expect(run(italic, "**|word|**")).toBe("***|word|***");
    expect(run(italic, "***|word|***")).toBe("**|word|**");
  });
});

describe("link", () => {
  it("asks for the address of words and for the words of an address", () => {
    expect(run(link, "see |NestFi| now")).toBe("see [NestFi](|) now");
    expect(run(link, "see |https://example.org/a|")).toBe("see [|](https://example.org/a)");
    expect(run(link, "see |")).toBe("see [|]()");
  });
});

describe("lines", () => {
  it("become headings and back", () => {
    expect(run(heading(2), "Wo|rd")).toBe("## Wo|rd");
    expect(run(heading(3), "## Wo|rd")).toBe("### Wo|rd");
    expect(run(heading(2), "## Wo|rd")).toBe("Wo|rd");
  });

  it("become lists, change kind, and back", () => {
    expect(run(bulletList, "|a\nb|")).toBe("- |a\n- b|");
    expect(run(numberList, "- |a\n- b|")).toBe("1. |a\n2. b|");
    expect(run(numberList, "1. |a\n2. b|")).toBe("|a\nb|");
  });
});
