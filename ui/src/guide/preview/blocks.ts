/**
 * The blocks of a page: what the core sent, and the elements that stand for it.
 *
 * Patches change only what is different. A long text is made in pieces, so that no key waits for it.
 * How HTML becomes elements is the caller's; nothing here knows markup.
 */
import type { Html, Patch } from "../wire";
import { morph } from "./morph";

/** Blocks made at once; the rest follows piece by piece. */
export const FIRST = 120;
const PIECE = 240;

interface Block {
  html: string;
  /** Zero-based source line. */
  line: number;
  /** The same, never smaller than that of a block before: footnotes stand at the end. */
  reach: number;
  element: HTMLElement | null;
}

export class Blocks {
  private readonly parse: (htmls: string[]) => HTMLElement[];
  private readonly ongrown: () => void;
  private page: HTMLElement | null = null;
  private blocks: Block[] = [];
  /** Of the blocks, how many from the front have their element. */
  private built = 0;
  private building: ReturnType<typeof setTimeout> | undefined;

  /** `parse`: one element per HTML. `ongrown`: told after each later piece. */
  constructor(parse: (htmls: string[]) => HTMLElement[], ongrown: () => void) {
    this.parse = parse;
    this.ongrown = ongrown;
  }

  /** Blocks that stand on the page. */
  get count(): number {
    return this.built;
  }

  /** Zero-based source line of a block, in ascending order. */
  line(index: number): number {
    return this.blocks[index]?.reach ?? 0;
  }

  element(index: number): HTMLElement | null {
    return this.blocks[index]?.element ?? null;
  }

  /** Makes everything anew on this page, which may be another one than before. */
  stand(page: HTMLElement): void {
    this.page = page;
    page.replaceChildren();
    for (const block of this.blocks) block.element = null;
    this.built = 0;
    this.build(FIRST);
  }

  /** Changes the blocks as the core says. `whole`: what was there does not count. */
  apply(patch: Patch, whole: boolean): void {
    const from = whole ? 0 : Math.min(patch.from, this.blocks.length);
    const removed = whole ? this.blocks.length : Math.min(patch.removed, this.blocks.length - from);
    this.replace(from, removed, patch.inserted);
    this.order(from, from + patch.inserted.length, whole ? 0 : patch.lineShift);
  }

  stop(): void {
    clearTimeout(this.building);
  }

  /** Replaces blocks, leaving alone those at both ends that stay the same but for their line. */
  private replace(from: number, removed: number, inserted: Html[]): void {
    const old = this.blocks.slice(from, from + removed);
    const start = sameUntil(old, inserted);
    const rest = old.slice(start).reverse();
    const end = sameUntil(rest, inserted.slice(start).reverse());
    this.splice(from + start, removed - start - end, inserted.slice(start, inserted.length - end));
    inserted.forEach(({ line }, index) => {
      const block = this.blocks[from + index];
      if (block) block.line = line;
    });
  }

  private splice(from: number, removed: number, inserted: Html[]): void {
    if (removed === 0 && inserted.length === 0) return;
    const fresh = inserted.map(({ html, line }): Block => ({ html, line, reach: line, element: null }));
    const gone = this.blocks.splice(from, removed, ...fresh);
    if (this.changed(gone, fresh)) return;
    for (const block of gone) block.element?.remove();
    if (from > this.built) return;
    const standing = Math.max(0, Math.min(removed, this.built - from));
    const behind = this.built - from - standing;
    this.built = from;
    if (behind === 0 || fresh.length > PIECE) this.rebuild(from + fresh.length);
    else {
      this.make(from, fresh.length);
      this.built = from + fresh.length + behind;
    }
  }

  /** Changes the elements of as many blocks in place. False: it is other blocks that stand here now. */
  private changed(gone: Block[], fresh: Block[]): boolean {
    if (gone.length !== fresh.length || gone.length > FIRST || gone.some(({ element }) => !element))
      return false;
    const made = this.parse(fresh.map((block) => block.html));
    return gone.every(({ element }, index) => {
      const block = fresh[index] as Block;
      block.element = element;
      return morph(element as HTMLElement, made[index] as HTMLElement);
    });
  }

  /** So much changed that what stands from here on waits its turn again. */
  private rebuild(from: number): void {
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
    if (this.built === this.blocks.length) return;
    this.building = setTimeout(() => {
      this.build(PIECE);
      this.ongrown();
    });
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
    page.insertBefore(fragment, this.element(from + count));
  }

  /** Moves the lines behind a change, and sees that they ascend. */
  private order(from: number, behind: number, shift: number): void {
    let reach = this.blocks[from - 1]?.reach ?? 0;
    for (let index = from; index < this.blocks.length; index += 1) {
      const block = this.blocks[index] as Block;
      if (index >= behind) block.line += shift;
      reach = Math.max(reach, block.line);
      block.reach = reach;
    }
  }
}

/** How many from the front are the same. */
function sameUntil(old: Block[], inserted: Html[]): number {
  const differs = old.findIndex((block, index) => block.html !== inserted[index]?.html);
  return differs === -1 ? old.length : differs;
}
