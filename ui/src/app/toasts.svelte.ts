/**
 * What the window says in passing: one toast at a time with at most one act, and words for the ear.
 *
 * Never the only place of a fact. Trouble stays until it is dealt with.
 */
export interface Toast {
  text: string;
  act?: { label: string; run: () => unknown } | undefined;
  /** Stays, and is read out at once. */
  trouble?: boolean | undefined;
}

const STAYS_MS = 8000;

class Toasts {
  shown = $state.raw<Toast | null>(null);
  /** What the polite region says. */
  said = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(toast: Toast) {
    this.shown = toast;
    this.release();
  }

  /** Keeps the toast while it is hovered or holds the focus. */
  hold() {
    clearTimeout(this.#timer);
  }

  release() {
    clearTimeout(this.#timer);
    if (this.shown && !this.shown.trouble) this.#timer = setTimeout(() => this.close(), STAYS_MS);
  }

  close() {
    clearTimeout(this.#timer);
    this.shown = null;
  }

  /** Says something to screen readers only. Repeating the same words is heard again. */
  announce(text: string) {
    this.said = this.said === text ? `${text}\u00a0` : text;
  }
}

export const toasts = new Toasts();

export const toast = (text: string, act?: Toast["act"]) => toasts.show({ text, act });

/** Says what went wrong, and stays. */
export const trouble = (reason: unknown, act?: Toast["act"]) =>
  toasts.show({ text: reason instanceof Error ? reason.message : String(reason), act, trouble: true });
