// F6 walks the panes and each keeps its place.

import { beforeEach, expect, test } from "vitest";

import { noteFocus, walkPanes } from "./panes";

beforeEach(() => {
  document.body.replaceChildren(
    ...["sidebar", "head", "preview", "status"].map((name) => {
      const pane = document.createElement("div");
      pane.dataset.pane = name;
      for (let n = 0; n < (name === "preview" ? 0 : 2); n++) {
        const button = document.createElement("button");
        button.id = `${name}-${n}`;
        pane.append(button);
      }
      return pane;
    }),
  );
  document.addEventListener("focusin", (event) => noteFocus(event.target));
});

const focused = () => document.activeElement?.id || (document.activeElement as HTMLElement).dataset.pane;

test("walks in the order of the page and around the end, also into panes without controls", () => {
  const walked = Array.from({ length: 5 }, () => (walkPanes(1), focused()));
  expect(walked).toEqual(["sidebar-0", "head-0", "preview", "status-0", "sidebar-0"]);
  expect((walkPanes(-1), focused())).toBe("status-0");
});

test("each pane remembers its place", () => {
  document.getElementById("sidebar-1")?.focus();
  walkPanes(1);
  walkPanes(-1);
  expect(focused()).toBe("sidebar-1");
});
