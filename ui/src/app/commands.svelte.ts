/**
 * The one registry of commands. Shortcuts, palette, menus and the list of shortcuts are all made
 * from it; a command that is not here does not exist.
 *
 * A view registers what it can do while it is shown. The registry knows no view.
 */
import { untrack } from "svelte";

import { matches } from "$parts/keys";
import type { IconName } from "$parts/icons";

import { app } from "./state.svelte";
import { trouble } from "./toasts.svelte";

/** In the order of the menu bar. */
export const groups = ["File", "Edit", "Format", "View", "Go", "Guide", "Help"] as const;
export type Group = (typeof groups)[number];

export interface Command {
  /** Stable and dotted: "guide.duplicate". */
  id: string;
  /** Verb first; "…" = asks more. */
  name: string;
  group: Group;
  /** "Mod+Shift+P"; the first is shown, all work. */
  keys?: string[];
  icon?: IconName;
  /** Other words a person may type for it. */
  also?: string;
  /** Why it cannot run now; empty = it can. */
  off?: () => string;
  /** For commands that switch something: whether it is on. */
  on?: () => boolean;
  /** False = only in the palette and by shortcut. */
  inMenu?: boolean;
  /** Starts a new part of its menu. */
  rule?: boolean;
  /** The shortcut is heard by somebody else (the editor, the browser); here it is only shown. */
  keysElsewhere?: boolean;
  run: () => unknown;
}

class Commands {
  #lists = $state.raw<readonly (readonly Command[])[]>([]);

  /** Every command there is now. Of two with one id the later wins. */
  all = $derived.by(() => {
    const byId = new Map<string, Command>();
    for (const command of this.#lists.flat()) byId.set(command.id, command);
    return [...byId.values()];
  });

  /** Adds commands until the answer is called. */
  register(list: readonly Command[]): () => void {
    const change = (next: (lists: readonly (readonly Command[])[]) => (readonly Command[])[]) =>
      untrack(() => (this.#lists = next(this.#lists)));
    change((lists) => [...lists, list]);
    return () => change((lists) => lists.filter((other) => other !== list));
  }

  find(id: string): Command | undefined {
    return this.all.find((command) => command.id === id);
  }

  /** Runs it if it can run now; says why when it cannot, or when it fails. */
  async run(id: string): Promise<boolean> {
    const command = this.find(id);
    if (!command) return false;
    const off = command.off?.();
    if (off) {
      trouble(`${command.name}: ${off}`);
      return false;
    }
    try {
      await command.run();
      return true;
    } catch (reason) {
      trouble(reason);
      return false;
    }
  }

  /** Runs the command of a key press, unless somebody has taken it or something lies on top. */
  press(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || app.sheet) return;
    const command = this.all.find(
      ({ keys, keysElsewhere }) => !keysElsewhere && keys?.some((one) => matches(event, one)),
    );
    if (!command) return;
    event.preventDefault();
    void this.run(command.id);
  }
}

export const commands = new Commands();
