/** The signs of the gutter as elements: the icons of the house, made without markup. */
import { type IconName, icons } from "$parts/icons";

import type { MarkKind } from "./findings";

const SVG = "http://www.w3.org/2000/svg";

const names: Record<MarkKind, IconName | null> = {
  counts: null,
  pass: "s-pass",
  confirm: "s-confirm",
  todo: "s-todo",
  ghost: "s-todo",
  fail: "s-fail",
  advice: null,
  slip: null,
  offer: null,
};

/** A named picture; what only counts is a dot. */
export function markIcon(kind: MarkKind, label: string): Element {
  const name = names[kind];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon is-${kind}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.append(...(name === null ? [dot()] : paths(name)));
  return svg;
}

function dot(): Element {
  const circle = document.createElementNS(SVG, "circle");
  for (const [key, value] of Object.entries({ cx: "8", cy: "8", r: "3.4", fill: "currentColor" })) {
    circle.setAttribute(key, value);
  }
  return circle;
}

function paths(name: IconName): Element[] {
  return icons[name].map((shape) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape.d);
    path.setAttribute("fill", shape.fill ? "currentColor" : "none");
    path.setAttribute("stroke", shape.fill ? "none" : shape.knock ? "var(--paper)" : "currentColor");
    path.setAttribute("stroke-width", String(shape.width ?? 1.5));
    path.setAttribute("stroke-linecap", "round");
    path.setAttribute("stroke-linejoin", "round");
    return path;
  });
}
