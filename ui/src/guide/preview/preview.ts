/**
 * The preview: a frame without scripts, and the only place where HTML enters the window.
 *
 * The HTML comes sanitised from the core; here it is parsed by an inert parser and its nodes are
 * moved into the frame. Nothing is ever listened to inside (it would not fire in WebKitGTK), no
 * script can run inside, and links are followed by the window through navigation.
 */
import type { Html, Patch } from "../wire";
import sheet from "./preview.css?url";

const POLICY =
  "default-src 'none'; img-src guide-asset: http://guide-asset.localhost data:; style-src 'self'; " +
  "font-src 'self'; script-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'";

/** Blocks made at once; the rest of a long guide follows in pieces, so that no key waits. */
const FIRST = 120;
const PIECE = 240;

interface Block {
  html: string;
  /** Zero-based source line. */
  line: number;
  /** The same, never smaller than that of a block before: footnotes stand at the end. */
  reach: number;
  element: HTMLElement | null;
}

export class Preview {
  readonly frame: HTMLIFrameElement;
  /** Told when blocks were made or changed: places have moved. */
  onchange: () => void = () => undefined;
  /** Told once the frame can show something. */
  onready: () => void = () => undefined;

  private blocks: Block[] = [];
  /** Of the blocks, how many from the front stand in the frame. */
  private built = 0;
  private building: ReturnType<typeof setTimeout> | undefined;
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
    return this.built;
  }

  /** Zero-based source line of a block, in ascending order. */
  line(index: number): number {
    return this.blocks[index]?.reach ?? 0;
  }

  /** Distance of a block from the top of the page; that of the page's end after the last. */
  top(index: number): number {
    const element = this.blocks[index]?.element;
    if (element) return element.offsetTop;
    return this.root?.scrollHeight ?? 0;
  }

  /** The element that scrolls, once the frame is there. */
  get root(): HTMLElement | null {
    return this.frame.contentDocument?.documentElement ?? null;
  }

  /** Changes the page as the core says. `whole`: what was shown does not count. */
  apply(patch: Patch, whole: boolean): void {
    const from = whole ? 0 : Math.min(patch.from, this.blocks.length);
    const removed = whole ? this.blocks.length : Math.min(patch.removed, this.blocks.length - from);
    const anchor = this.anchor();
    this.replace(from, removed, patch.inserted);
    this.shift(from + patch.inserted.length, whole ? 0 : patch.lineShift);
    this.order(from);
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
    clearTimeout(this.building);
    this.frame.remove();
  }

  /** Also after the frame was reloaded by anything: whatever it shows now is made anew. */
  private loaded(): void {
    if (this.page === null) return;
    this.dress(this.theme === "dark" ? "dark" : "light", parseInt(this.textSize, 10) || 100);
    for (const block of this.blocks) block.element = null;
    this.page.replaceChildren();
    this.built = 0;
    this.build(FIRST);
    this.frame.classList.add("ready");
    this.onready();
    this.onchange();
  }

  private get page(): HTMLElement | null {
    return this.frame.contentDocument?.querySelector("main") ?? null;
  }

  /** Replaces blocks, leaving alone those at both ends that stay the same. */
  private replace(from: number, removed: number, inserted: Html[]): void {
    const old = this.blocks.slice(from, from + removed);
    let start = 0;
    while (start < old.length && start < inserted.length && same(old[start], inserted[start])) start += 1;
    let end = 0;
    const most = Math.min(old.length, inserted.length) - start;
    while (end < most && same(old[old.length - 1 - end], inserted[inserted.length - 1 - end])) end += 1;
    inserted.forEach(({ line }, index) => keepLine(old, index, inserted.length, start, end, line));
    const middle = inserted.slice(start, inserted.length - end);
    this.splice(from + start, removed - start - end, middle);
  }

  private splice(from: number, removed: number, inserted: Html[]): void {
    if (removed === 0 && inserted.length === 0) return;
    const fresh = inserted.map(({ html, line }) => ({ html, line, reach: line, element: null }) as Block);
    const gone = this.blocks.splice(from, removed, ...fresh);
    for (const block of gone) block.element?.remove();
    if (from > this.built) return;
    const standing = Math.max(0, Math.min(removed, this.built - from));
    const behind = this.built - from - standing;
    this.built = from;
    if (behind === 0) {
      this.build(FIRST);
      return;
    }
    if (fresh.length > PIECE) {
      this.takeDown(from + fresh.length);
      return;
    }
    this.make(from, fresh.length);
    this.built = from + fresh.length + behind;
  }

  /** So much came in at once that what stands behind it waits its turn again. */
  private takeDown(from: number): void {
    for (const block of this.blocks.slice(from)) {
      block.element?.remove();
      block.element = null;
    }
    this.build(FIRST);
  }

  /** Makes the next blocks, and asks for a piece more until all stand. */
  private build(size: number): void {
    clearTimeout(this.building);
    if (this.page === null) return;
    const count = Math.min(size, this.blocks.length - this.built);
    this.make(this.built, count);
    this.built += count;
    if (this.built < this.blocks.length) {
      this.building = setTimeout(() => {
        this.build(PIECE);
        this.onchange();
      });
    }
  }

  /** Makes `count` blocks at `from` and puts them in their place. */
  private make(from: number, count: number): void {
    const { page } = this;
    const wanted = this.blocks.slice(from, from + count);
    if (page === null || wanted.length === 0) return;
    const made = this.parse(wanted.map((block) => block.html));
    const fragment = page.ownerDocument.createDocumentFragment();
    wanted.forEach((block, index) => {
      block.element = page.ownerDocument.adoptNode(made[index] as HTMLElement);
      fragment.append(block.element);
    });
    page.insertBefore(fragment, this.blocks[from + count]?.element ?? null);
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

  private shift(from: number, by: number): void {
    if (by === 0) return;
    for (let index = from; index < this.blocks.length; index += 1) {
      const block = this.blocks[index];
      if (block) block.line += by;
    }
  }

  private order(from: number): void {
    let reach = this.blocks[from - 1]?.reach ?? 0;
    for (const block of this.blocks.slice(from)) {
      reach = Math.max(reach, block.line);
      block.reach = reach;
    }
  }

  /** The first block in view and how far it stands from the top, to hold it there. */
  private anchor(): { element: HTMLElement; offset: number } | null {
    const { root } = this;
    if (root === null || root.scrollTop === 0) return null;
    const index = this.at(root.scrollTop);
    const element = this.blocks[index]?.element;
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
    let high = this.built - 1;
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

function same(block: Block | undefined, html: Html | undefined): boolean {
  return block !== undefined && html !== undefined && block.html === html.html;
}

/** Blocks that stay take the line the core now gives them. */
function keepLine(old: Block[], index: number, size: number, start: number, end: number, line: number): void {
  const block =
    index < start ? old[index] : index >= size - end ? old[old.length - (size - index)] : undefined;
  if (block) block.line = line;
}

/** Distance from the top of the page. */
function topOf(element: Element): number {
  const page = element.ownerDocument.documentElement;
  return element.getBoundingClientRect().top + page.scrollTop;
}
