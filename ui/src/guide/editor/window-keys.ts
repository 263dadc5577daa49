/** Keys that belong to the window also while the text has the focus: the editor's own meanings are left out. */
import type { KeyBinding } from "@codemirror/view";

/** Outline, Back, and the list of shortcuts. */
const WINDOW = new Set(["Mod-Shift-l", "Alt-ArrowLeft", "Mod-/"]);

export const without = (keys: readonly KeyBinding[]): KeyBinding[] =>
  keys.filter(({ key }) => key === undefined || !WINDOW.has(key));
