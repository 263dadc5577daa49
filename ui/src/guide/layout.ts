/** Which panes fit a window, by its width. Pure numbers; the view draws them. */

export type PaneView = "write" | "split" | "read";

/** `full`: inspector beside the text; `rail`: a rail that opens it; `one`: one pane and a ring button. */
export type Room = "full" | "rail" | "one";

export const EDITOR_LEAST = 380;
export const PREVIEW_LEAST = 340;
/** Of the room for both, what the editor gets unless the handle was moved. */
export const SHARE = 1.1 / 2.1;

export function roomOf(width: number): Room {
  return width >= 1040 ? "full" : width >= 900 ? "rail" : "one";
}

/** What is shown of what was chosen: no split where two panes do not fit. */
export function shownOf(chosen: PaneView, width: number): PaneView {
  return chosen === "split" && roomOf(width) === "one" ? "write" : chosen;
}

/** The editor's share for a width of it, kept inside what both sides need. */
export function shareAt(editor: number, both: number): number {
  const most = Math.max(EDITOR_LEAST, both - PREVIEW_LEAST);
  const width = Math.min(most, Math.max(EDITOR_LEAST, editor));
  return both <= 0 ? SHARE : Math.min(1, Math.max(0, width / both));
}

/** Past half of its least width a side is not narrowed but put away. */
export function putAway(editor: number, both: number): PaneView | null {
  if (editor < EDITOR_LEAST / 2) return "read";
  return both - editor < PREVIEW_LEAST / 2 ? "write" : null;
}
