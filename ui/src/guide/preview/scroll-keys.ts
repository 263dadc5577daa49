/** Keys that scroll the preview while its pane has the focus: no script runs inside to hear them. Pure. */

const LINE = 40;

/** Where the page goes from `at` with this key; null when the key scrolls nothing. */
export function scrolled(
  key: string,
  shift: boolean,
  at: number,
  window: number,
  page: number,
): number | null {
  const screen = window * 0.875;
  const to = {
    ArrowDown: at + LINE,
    ArrowUp: at - LINE,
    PageDown: at + screen,
    PageUp: at - screen,
    " ": at + (shift ? -screen : screen),
    Home: 0,
    End: page,
  }[key];
  return to === undefined ? null : Math.max(0, Math.min(page - window, to));
}
