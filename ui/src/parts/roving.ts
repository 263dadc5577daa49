/**
 * One Tab stop for a list: arrows move inside it, Home and End jump, letters find.
 *
 * `{@attach roving("button")}` on the container. In a grid of cards left and right move too, and up
 * and down move by what lies above and below on screen.
 */
import type { Attachment } from "svelte/attachments";

interface Options {
  /** Left and right move as well. */
  across?: boolean;
}

const LETTERS_MS = 700;

export function roving(selector: string, { across = false }: Options = {}): Attachment<HTMLElement> {
  return (box) => {
    const items = () => [...box.querySelectorAll<HTMLElement>(selector)];
    let typed = "";
    let typedAt = 0;

    let last: HTMLElement | undefined;

    function settle(stop?: HTMLElement) {
      const all = items();
      const kept = last && all.includes(last) ? last : undefined;
      const now = stop ?? all.find((item) => item === document.activeElement) ?? kept ?? current(all);
      if (stop) last = stop;
      for (const item of all) item.tabIndex = item === now ? 0 : -1;
    }

    const current = (all: HTMLElement[]) => all.find((item) => item.hasAttribute("aria-current")) ?? all[0];

    function move(event: KeyboardEvent) {
      const all = items();
      const at = all.indexOf(event.target as HTMLElement);
      if (at === -1 || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = target(event, all, at);
      if (!to) return;
      event.preventDefault();
      to.focus();
      to.scrollIntoView({ block: "nearest" });
    }

    function target(event: KeyboardEvent, all: HTMLElement[], at: number): HTMLElement | undefined {
      switch (event.key) {
        case "ArrowDown":
          return across ? beyond(all, at, 1) : all[at + 1];
        case "ArrowUp":
          return across ? beyond(all, at, -1) : all[at - 1];
        case "ArrowRight":
          return across ? all[at + 1] : undefined;
        case "ArrowLeft":
          return across ? all[at - 1] : undefined;
        case "Home":
          return all[0];
        case "End":
          return all[all.length - 1];
        default:
          return event.key.length === 1 && event.key !== " " ? byLetters(event.key, all, at) : undefined;
      }
    }

    /** The nearest item in the next row of the grid, in this or the next best column. */
    function beyond(all: HTMLElement[], at: number, step: 1 | -1): HTMLElement | undefined {
      const here = all[at]?.getBoundingClientRect();
      if (!here) return undefined;
      const rest = step === 1 ? all.slice(at + 1) : all.slice(0, at).reverse();
      const row = rest.filter((item) => Math.abs(item.getBoundingClientRect().top - here.top) > 4);
      const top = row[0]?.getBoundingClientRect().top ?? 0;
      const beside = row.filter((item) => Math.abs(item.getBoundingClientRect().top - top) <= 4);
      const off = (item: HTMLElement) => Math.abs(item.getBoundingClientRect().left - here.left);
      return beside.sort((a, b) => off(a) - off(b))[0];
    }

    function byLetters(letter: string, all: HTMLElement[], at: number) {
      const now = performance.now();
      typed = now - typedAt > LETTERS_MS ? letter : typed + letter;
      typedAt = now;
      const from = typed.length === 1 ? at + 1 : at;
      const order = [...all.slice(from), ...all.slice(0, from)];
      return order.find((item) =>
        (item.textContent ?? "").trim().toLowerCase().startsWith(typed.toLowerCase()),
      );
    }

    const focusin = (event: FocusEvent) => {
      const item = items().find((one) => one === event.target);
      if (item) settle(item);
    };

    settle();
    const watch = new MutationObserver(() => settle());
    watch.observe(box, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["aria-current"],
    });
    box.addEventListener("keydown", move);
    box.addEventListener("focusin", focusin);
    return () => {
      watch.disconnect();
      box.removeEventListener("keydown", move);
      box.removeEventListener("focusin", focusin);
    };
  };
}
