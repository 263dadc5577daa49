/**
 * Where the focus goes when what had it is gone: to the next row after a delete, to the heading
 * after a change of view.
 */
import { tick } from "svelte";

/** The heading of the view. */
export function focusHeading() {
  const heading = document.querySelector<HTMLElement>("main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** A row or card of the list, by the id of its guide; the heading when it is not there. */
export async function focusItem(id: string) {
  await tick();
  const item = id && document.querySelector<HTMLElement>(`[data-list] [data-item="${CSS.escape(id)}"]`);
  if (item) item.focus();
  else focusHeading();
}
