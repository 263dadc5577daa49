/**
 * F6 and Shift+F6: from pane to pane, in the order of the page. Each pane remembers its place.
 *
 * A pane is any element with `data-pane`; it takes the focus itself when nothing in it can.
 */
const remembered = new WeakMap<Element, HTMLElement>();

const focusable =
  'a[href], button:not([tabindex="-1"]), input, textarea, select, [contenteditable="true"], [tabindex="0"]';

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;

/** Called for every focus in the window. */
export function noteFocus(target: EventTarget | null) {
  const element = target as HTMLElement | null;
  const pane = element?.closest?.("[data-pane]");
  if (pane && element?.matches(focusable)) remembered.set(pane, element);
}

/** Moves the focus one pane on (1) or back (-1); answers with the pane's name. */
export function walkPanes(step: 1 | -1, root: ParentNode = document): string {
  const panes = [...root.querySelectorAll<HTMLElement>("[data-pane]")].filter(isShown);
  if (panes.length === 0) return "";
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = now === -1 && step === -1 ? 0 : now;
  for (let tried = 1; tried <= panes.length; tried++) {
    const pane = panes[(start + step * tried + panes.length * 2) % panes.length];
    if (pane && enter(pane)) return pane.dataset.pane ?? "";
  }
  return "";
}

function enter(pane: HTMLElement): boolean {
  const last = remembered.get(pane);
  const first = [...pane.querySelectorAll<HTMLElement>(focusable)].find(isShown);
  const target = last?.isConnected && isShown(last) ? last : (first ?? pane);
  if (target === pane && !pane.hasAttribute("tabindex")) pane.tabIndex = -1;
  target.focus();
  return document.activeElement === target;
}
