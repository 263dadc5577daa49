/**
 * Tooltips: after 500 ms or on focus, hoverable, hidden by Esc, and never the only place of a fact.
 *
 * One tip at a time; Tip.svelte draws it. Names come from the controls themselves.
 */
import { untrack } from "svelte";
import type { Attachment } from "svelte/attachments";

import { ariaKeys } from "./keys";

export interface TipText {
  text: string;
  keys?: string | undefined;
}

interface Shown extends TipText {
  at: DOMRect;
  of: Element;
}

const AFTER_MS = 500;

class TipState {
  shown = $state.raw<Shown | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  ask(element: Element, text: TipText, after: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (element.isConnected) this.shown = { ...text, at: element.getBoundingClientRect(), of: element };
    }, after);
  }

  hold() {
    clearTimeout(this.#timer);
  }

  leave(after = 120) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.shown = null), after);
  }

  /** The control is gone. */
  forget(element: Element) {
    if (untrack(() => this.shown)?.of === element) this.hide();
  }

  /** Not at once: a control that loses the focus because it goes away is being drawn out. */
  hide() {
    clearTimeout(this.#timer);
    queueMicrotask(() => (this.shown = null));
  }
}

export const tips = new TipState();

/** Gives a control a tooltip: `{@attach tip(() => ({ text, keys }))}`. */
export function tip(text: () => TipText): Attachment<HTMLElement> {
  return (element) => {
    const { keys } = text();
    if (keys) element.setAttribute("aria-keyshortcuts", ariaKeys(keys));
    const enter = () => tips.ask(element, text(), AFTER_MS);
    const focus = () => element.matches(":focus-visible") && tips.ask(element, text(), AFTER_MS);
    const leave = () => tips.leave();
    const hide = () => tips.hide();
    element.addEventListener("pointerenter", enter);
    element.addEventListener("focus", focus);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("blur", hide);
    element.addEventListener("pointerdown", hide);
    return () => {
      tips.forget(element);
      element.removeEventListener("pointerenter", enter);
      element.removeEventListener("focus", focus);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("blur", hide);
      element.removeEventListener("pointerdown", hide);
    };
  };
}
