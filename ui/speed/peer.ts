// The editor with the usual preview: markdown-it renders the whole text on every key and the page
// takes it through innerHTML. For each key the time from the key to the frame after the new preview
// is kept in `window.times`. A benchmark's peer only: never part of the app.

import MarkdownIt from "markdown-it";

import { open } from "./editor";

declare global {
  interface Window {
    times: number[];
  }
}

window.times = [];
const render = new MarkdownIt({ html: true });
const preview = document.getElementById("preview") ?? document.body;
let pressed = 0;

addEventListener("keydown", () => (pressed = performance.now()), { capture: true });

void open((update) => {
  if (!update.docChanged) return;
  const since = pressed;
  preview.innerHTML = render.render(update.state.doc.toString());
  requestAnimationFrame(() => requestAnimationFrame(() => window.times.push(performance.now() - since)));
});
