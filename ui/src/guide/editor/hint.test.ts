// The box beside marked words, as long as something is said of them.

import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";

import type { Mark } from "./findings";
import { closeStale, hints, isBoxOpen, showBox } from "./hint";
import { marking } from "./marks";

const mark = (rule: string, from: number): Mark => ({
  from,
  to: from + 5,
  kind: "todo",
  rule,
  label: "Link it.",
  why: "",
  fix: null,
  finding: null,
});

it("stays while one of its findings is said, and closes with the last", () => {
  const ports = {
    box: () => ({ dom: document.createElement("div"), destroy: () => undefined }),
    explain: () => Promise.resolve(null),
  };
  const view = new EditorView({ doc: "NestFi is a platform.", extensions: [marking, hints(ports)] });
  const link = mark("links.case-study", 0);
  const name = mark("text.name", 0);
  showBox(view, [link, name], false);
  closeStale(view, [name, mark("links.case-study", 9)]);
  expect(isBoxOpen(view)).toBe(true);
  closeStale(view, [mark("links.case-study", 9)]);
  expect(isBoxOpen(view)).toBe(false);
  closeStale(view, []);
  expect(isBoxOpen(view)).toBe(false);
  view.destroy();
});
