/**
 * The preview: a frame without scripts, and the only place where HTML enters the window.
 *
 * The HTML comes sanitised from the core; here it is parsed by an inert parser and its nodes are
 * moved into the frame. Nothing is ever listened to inside (it would not fire in WebKitGTK), no
 * script can run inside, and links are followed by the window through navigation.
 */
import type { Patch } from "../wire";
import { Blocks } from "./blocks";
import sheet from "./preview.css?url";

const POLICY =
  "default-src 'none'; img-src guide-asset: http://guide-asset.localhost data:; style-src 'self'; " +
  "font-src 'self'; script-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'";

export class Preview {
  readonly frame: HTMLIFrameElement;
  /** Told when blocks were made or changed: places have moved. */
  onchange: () => void = () => undefined;
  /** Told once the frame can show something. */
  onready: () => void = () => undefined;

  private readonly blocks = new Blocks(
    (htmls) => this.parse(htmls),
    () => this.onchange(),
  );
  private readonly parser = new DOMParser();
  private theme = "";
  private textSize = "";

  constructor(title = "Preview") {
    this.frame = document.createElement("iframe");
    this.frame.setAttribute("sandbox", "allow-same-origin");
    this.frame.setAttribute("referrerpolicy", "no-referrer");
    this.frame.title = title;
    this.frame.tabIndex = -1;
    this.frame.className = "preview";
    this.frame.addEventListener("load", () => this.loaded());
    this.frame.srcdoc = head(new URL(sheet, document.baseURI).href);
  }

  /** Puts the frame into a pane of the window. */
  stand(pane: HTMLElement): void {
    pane.append(this.frame);
  }

  /** Blocks that stand in the frame, for finding places. */
  get count(): number {
    return this.blocks.count;
  }

  /** Zero-based source line of a block, in ascending order. */
  line(index: number): number {
    return this.blocks.line(index);
  }

  /** Distance of a block from the top of the page; that of the page's end after the last. */
  top(index: number): number {
    return this.blocks.element(index)?.offsetTop ?? this.root?.scrollHeight ?? 0;
  }

  /** The element that scrolls, once the frame is there. */
  get root(): HTMLElement | null {
    return this.frame.contentDocument?.documentElement ?? null;
  }

  /** Changes the page as the core says. `whole`: what was shown does not count. */
  apply(patch: Patch, whole: boolean): void {
    const anchor = this.anchor();
    this.blocks.apply(patch, whole);
    this.restore(anchor);
    this.onchange();
  }

  /** `light` or `dark`, and the text size of the window in percent. */
  dress(theme: "light" | "dark", textSize: number): void {
    this.theme = theme;
    this.textSize = `${textSize}%`;
    const root = this.root;
    if (root === null) return;
    root.dataset.theme = theme;
    root.style.fontSize = this.textSize;
  }

  /** Scrolls to an element of the guide, by its id in the page; "" is its top. False when it is not there. */
  reveal(id: string): boolean {
    if (id === "" && this.root) {
      this.root.scrollTop = 0;
      return true;
    }
    const target = this.frame.contentDocument?.getElementById(id);
    if (!target || this.root === null) return false;
    this.root.scrollTop = topOf(target) - 24;
    return true;
  }

  destroy(): void {
    this.blocks.stop();
    this.frame.remove();
  }

  /** Also after the frame was reloaded by anything: whatever it shows now is made anew. */
  private loaded(): void {
    const page = this.frame.contentDocument?.querySelector("main");
    if (!page) return;
    this.dress(this.theme === "dark" ? "dark" : "light", parseInt(this.textSize, 10) || 100);
    this.blocks.stand(page);
    this.frame.classList.add("ready");
    this.onready();
    this.onchange();
  }

  /** One element per block. All in one go; one by one when a block does not close what it opens. */
  private parse(htmls: string[]): HTMLElement[] {
    const made = this.parseAll(htmls);
    return made.length === htmls.length ? made : htmls.map((html) => this.parseOne(html));
  }

  private parseAll(htmls: string[]): HTMLElement[] {
    const source = htmls.map((html) => `<div>${html}</div>`).join("");
    const parsed = this.parser.parseFromString(source, "text/html");
    return [...parsed.body.children].map((element) => dressed(element as HTMLElement));
  }

  private parseOne(html: string): HTMLElement {
    const parsed = this.parser.parseFromString(html, "text/html");
    const block = parsed.createElement("div");
    block.append(...parsed.body.childNodes);
    return dressed(block);
  }

  /** The first block in view and how far it stands from the top, to hold it there. */
  private anchor(): { element: HTMLElement; offset: number } | null {
    const { root } = this;
    if (root === null || root.scrollTop === 0) return null;
    const element = this.blocks.element(this.at(root.scrollTop));
    return element ? { element, offset: element.offsetTop - root.scrollTop } : null;
  }

  private restore(anchor: { element: HTMLElement; offset: number } | null): void {
    if (anchor === null || this.root === null || !anchor.element.isConnected) return;
    const moved = anchor.element.offsetTop - anchor.offset - this.root.scrollTop;
    if (Math.abs(moved) >= 1) this.root.scrollTop += moved;
  }

  /** The last block that starts at or above this height. */
  private at(height: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(middle) <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function head(sheetUrl: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    `<meta name="referrer" content="no-referrer"><link rel="stylesheet" href="${sheetUrl}">` +
    `<title>Preview</title></head><body><main></main></body></html>`
  );
}

/** A block with its class: what it is decides the room around it. */
function dressed(block: HTMLElement): HTMLElement {
  block.className = `b b-${block.firstElementChild?.localName ?? "p"}`;
  for (const image of block.querySelectorAll("img")) image.loading = "lazy";
  return block;
}

/** Distance from the top of the page. */
function topOf(element: Element): number {
  const page = element.ownerDocument.documentElement;
  return element.getBoundingClientRect().top + page.scrollTop;
}
