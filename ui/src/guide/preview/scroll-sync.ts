/**
 * Two panes that scroll in step: the one a hand moves leads, the other follows.
 *
 * Heights are matched block by block. The point that is held in step slides from the top edge (at
 * the start of the text) to the bottom edge (at its end), so that both ends meet exactly. Polled
 * once per picture, because a frame without scripts tells nobody that it was scrolled.
 */

/** One side: where it is scrolled to, and where each block begins. Heights in CSS pixels. */
export interface Pane {
  /** Scrolled distance, and the setter. */
  scrolled: number;
  /** Height of the window onto the page. */
  readonly window: number;
  /** Height of the page. */
  readonly page: number;
  /** Where block `index` begins, for 0 ≤ index < blocks. */
  top(index: number): number;
}

/** How long a pane keeps the lead after it last moved. */
const LEAD_MS = 160;

export class ScrollSync {
  private readonly one: Pane;
  private readonly other: Pane;
  private readonly blocks: () => number;
  private leader: Pane | null = null;
  private ledAt = 0;
  private seen: [number, number] = [0, 0];

  constructor(one: Pane, other: Pane, blocks: () => number) {
    this.one = one;
    this.other = other;
    this.blocks = blocks;
  }

  /** Looks at both panes and moves the one that follows. True while anything moves. */
  tick(now: number): boolean {
    const moved: [boolean, boolean] = [
      Math.abs(this.one.scrolled - this.seen[0]) >= 1,
      Math.abs(this.other.scrolled - this.seen[1]) >= 1,
    ];
    if (now - this.ledAt > LEAD_MS) this.leader = null;
    this.leader ??= moved[0] ? this.one : moved[1] ? this.other : null;
    if (this.leader === null) return false;
    if (this.leader === this.one ? moved[0] : moved[1]) this.ledAt = now;
    this.follow(this.leader, this.leader === this.one ? this.other : this.one);
    this.seen = [this.one.scrolled, this.other.scrolled];
    return true;
  }

  /** The first pane leads now, whatever moved: after typing, jumping and resizing. */
  lead(now: number): void {
    this.leader = this.one;
    this.ledAt = now;
  }

  /** What stands where it stands: used when sync is switched on. */
  settle(): void {
    this.seen = [this.one.scrolled, this.other.scrolled];
    this.leader = null;
  }

  private follow(leader: Pane, follower: Pane): void {
    const target = followed(leader, follower, this.blocks());
    if (Math.abs(target - follower.scrolled) >= 1) follower.scrolled = target;
  }
}

/** Where the follower should be scrolled to so that both show the same place. */
export function followed(leader: Pane, follower: Pane, blocks: number): number {
  const room = Math.max(0, leader.page - leader.window);
  const most = Math.max(0, follower.page - follower.window);
  if (room === 0 || most === 0) return 0;
  const part = Math.min(1, Math.max(0, leader.scrolled / room));
  const point = leader.scrolled + part * leader.window;
  const target = across(point, leader, follower, blocks) - part * follower.window;
  return Math.round(Math.min(most, Math.max(0, target)));
}

/** A height on one page → the height of the same place on the other. */
export function across(height: number, from: Pane, to: Pane, blocks: number): number {
  const index = blockAt(height, from, blocks);
  const [fromTop, fromEnd] = extent(from, index, blocks);
  const [toTop, toEnd] = extent(to, index, blocks);
  const part = fromEnd > fromTop ? Math.min(1, Math.max(0, (height - fromTop) / (fromEnd - fromTop))) : 0;
  return toTop + part * (toEnd - toTop);
}

/** Block −1 is what stands before the first block. */
function extent(pane: Pane, index: number, blocks: number): [number, number] {
  const top = index < 0 ? 0 : pane.top(index);
  const end = index + 1 < blocks ? pane.top(index + 1) : pane.page;
  return [top, Math.max(top, end)];
}

/** The last block that begins at or above a height; −1 above the first. */
function blockAt(height: number, pane: Pane, blocks: number): number {
  let low = -1;
  let high = blocks - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pane.top(middle) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}
