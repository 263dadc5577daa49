/** Elements become like others by the smallest change, whatever stands in them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { morph } from "./morph";

/** An element made of plain data, so that no markup is read. */
interface Shape {
  tag: string;
  attributes: Record<string, string>;
  children: (Shape | string)[];
}

function make(shape: Shape): Element {
  const element = document.createElement(shape.tag);
  for (const [name, value] of Object.entries(shape.attributes)) element.setAttribute(name, value);
  for (const child of shape.children) element.append(typeof child === "string" ? child : make(child));
  return element;
}

const el = (tag: string, ...children: (Shape | string)[]): Shape => ({ tag, attributes: {}, children });

const shapes = fc.letrec<{ node: Shape; child: Shape | string }>((tie) => ({
  node: fc.record({
    tag: fc.constantFrom("p", "em", "code", "div"),
    attributes: fc.dictionary(fc.constantFrom("id", "class", "title"), fc.string(), { maxKeys: 2 }),
    children: fc.array(tie("child"), { maxLength: 4 }),
  }),
  child: fc.oneof({ depthSize: "small" }, fc.string({ minLength: 1 }), tie("node")),
})).node;

describe("morph", () => {
  it("makes any element like any other of its name", () => {
    fc.assert(
      fc.property(shapes, shapes, (before, after) => {
        const standing = make(before);
        expect(morph(standing, make({ ...after, tag: before.tag }))).toBe(true);
        expect(standing.isEqualNode(make({ ...after, tag: before.tag }))).toBe(true);
      }),
    );
  });

  it("keeps the nodes that stay the same, and changes a text in place", () => {
    const standing = make(el("p", "one ", el("em", "two"), " three"));
    const [first, second, third] = standing.childNodes;
    morph(standing, make(el("p", "one ", el("em", "too"), " three")));
    expect([...standing.childNodes]).toEqual([first, second, third]);
    expect(second?.textContent).toBe("too");
  });

  it("refuses another element, and leaves what a reader opened open", () => {
    expect(morph(make(el("p")), make(el("pre")))).toBe(false);
    const details = make({ ...el("details", el("summary", "More")), attributes: { open: "" } });
    morph(details, make(el("details", el("summary", "Still more"))));
    expect([details.hasAttribute("open"), details.textContent]).toEqual([true, "Still more"]);
  });
});
