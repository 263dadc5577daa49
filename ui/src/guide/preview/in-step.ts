/**
 * Keeps the editor and the preview in step while both are on screen.
 *
 * The frame tells nobody that it was scrolled, so it is looked at: with every picture while a hand is
 * near, and a few times a second otherwise.
 */
import type { EditorView } from "@codemirror/view";

import type { Preview } from "./preview";
import { type Pane, ScrollSync } from "./scroll-sync";

const IDLE_MS = 250;
/** How long after something happened every picture is looked at. */
const BUSY_MS = 1200;

export class InStep {
  private readonly view: EditorView;
  private readonly preview: Preview;
  private readonly sync: ScrollSync;
  private busyUntil = 0;
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private readonly wake = (): void => this.poke();

  constructor(view: EditorView, preview: Preview) {
    this.view = view;
    this.preview = preview;
    this.sync = new ScrollSync(editorPane(view, preview), previewPane(preview), () => preview.count);
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.view.scrollDOM.addEventListener("scroll", this.wake, { passive: true });
    this.preview.frame.addEventListener("pointerenter", this.wake);
    this.sync.lead(performance.now());
    this.poke();
  }

  stop(): void {
    this.running = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.view.scrollDOM.removeEventListener("scroll", this.wake);
    this.preview.frame.removeEventListener("pointerenter", this.wake);
  }

  /** The page has changed: the editor leads. */
  changed(): void {
    if (!this.running) return;
    this.sync.lead(performance.now());
    this.poke();
  }

  private poke(): void {
    this.busyUntil = performance.now() + BUSY_MS;
    if (!this.running) return;
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame((now) => this.look(now));
  }

  private look(now: number): void {
    if (!this.running) return;
    const moved = document.visibilityState === "visible" && this.preview.root !== null && this.sync.tick(now);
    if (moved) this.busyUntil = now + BUSY_MS;
    const near =
      now < this.busyUntil ||
      this.preview.frame.matches(":hover") ||
      document.activeElement === this.preview.frame;
    if (near) this.frame = requestAnimationFrame((next) => this.look(next));
    else this.timer = setTimeout(() => this.lookOnce(), IDLE_MS);
  }

  /** Looks once, without staying awake for it. */
  private lookOnce(): void {
    this.frame = requestAnimationFrame((now) => this.look(now));
  }
}

function editorPane(view: EditorView, preview: Preview): Pane {
  const dom = view.scrollDOM;
  return {
    get scrolled() {
      return dom.scrollTop;
    },
    set scrolled(to: number) {
      dom.scrollTop = to;
    },
    get window() {
      return dom.clientHeight;
    },
    get page() {
      return dom.scrollHeight;
    },
    top(index) {
      const { doc } = view.state;
      const line = doc.line(Math.min(doc.lines, preview.line(index) + 1));
      return view.lineBlockAt(line.from).top + view.documentPadding.top;
    },
  };
}

function previewPane(preview: Preview): Pane {
  return {
    get scrolled() {
      return preview.root?.scrollTop ?? 0;
    },
    set scrolled(to: number) {
      if (preview.root) preview.root.scrollTop = to;
    },
    get window() {
      return preview.root?.clientHeight ?? 0;
    },
    get page() {
      return preview.root?.scrollHeight ?? 0;
    },
    top: (index) => preview.top(index),
  };
}
