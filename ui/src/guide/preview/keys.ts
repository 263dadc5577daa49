/**
 * Keys of the preview while its pane has the focus. No script runs in the frame, so it hears none
 * itself: scrolling, copying and selecting all are done for it from here.
 */
import type { Preview } from "./preview";
import { scrolled } from "./scroll-keys";

/** Does what the key means here; leaves all others to the window. */
export function previewKey(event: KeyboardEvent, preview: Preview): void {
  const page = preview.frame.contentDocument;
  const { root } = preview;
  if (!page || !root || event.altKey) return;
  const done = event.ctrlKey || event.metaKey ? command(event, page) : scroll(event, root);
  if (done) event.preventDefault();
}

function command(event: KeyboardEvent, page: Document): boolean {
  const selection = page.getSelection();
  if (event.shiftKey || !selection) return false;
  if (event.key === "a") {
    selection.selectAllChildren(page.body);
    return true;
  }
  return event.key === "c" && !selection.isCollapsed && page.execCommand("copy");
}

function scroll(event: KeyboardEvent, root: HTMLElement): boolean {
  const to = scrolled(event.key, event.shiftKey, root.scrollTop, root.clientHeight, root.scrollHeight);
  if (to === null) return false;
  root.scrollTop = to;
  return true;
}
