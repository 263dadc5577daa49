/**
 * What happy-dom lacks and every component test needs: sizes, a ResizeObserver that fires, and a
 * clean library in memory for each test.
 */
import { cleanup, configure } from "@testing-library/svelte";
import { afterEach } from "vitest";

const WIDTH = 1200;
const HEIGHT = 800;
const ROW = 40;

class Observer implements ResizeObserver {
  #stopped = false;
  constructor(private readonly call: ResizeObserverCallback) {}
  observe(target: Element) {
    queueMicrotask(() => {
      if (this.#stopped) return;
      // The rows of a windowed list stand absolutely; everything else fills the window.
      const height = (target as HTMLElement).style.position === "absolute" ? ROW : HEIGHT;
      const contentRect = { width: WIDTH, height } as DOMRectReadOnly;
      const size = [{ inlineSize: WIDTH, blockSize: height }];
      this.call([{ target, contentRect, borderBoxSize: size, contentBoxSize: size } as never], this);
    });
  }
  unobserve() {}
  disconnect() {
    this.#stopped = true;
  }
}

globalThis.ResizeObserver = Observer;
for (const [name, value] of [
  ["clientWidth", WIDTH],
  ["offsetWidth", WIDTH],
  ["clientHeight", HEIGHT],
  ["offsetHeight", HEIGHT],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
}
Object.defineProperty(HTMLElement.prototype, "offsetParent", {
  configurable: true,
  get(this: HTMLElement) {
    return this.parentElement;
  },
});
// Everything in the document counts as shown.
Element.prototype.getClientRects = function () {
  return (this.isConnected ? [this.getBoundingClientRect()] : []) as unknown as DOMRectList;
};

// A failing query says what it looked for, not the whole page.
configure({
  getElementError: (message) => new Error(message?.split("\n")[0] ?? "not found"),
  // Nothing here is about time: a busy machine may take its own.
  asyncUtilTimeout: 10_000,
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
