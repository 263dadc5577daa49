/**
 * Shortcuts: how they are written in the registry, matched against the keyboard, and shown.
 *
 * "Mod" is Command on a Mac and Ctrl elsewhere. Knows nothing of what a shortcut does.
 */
export const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

const named: Record<string, string> = {
  Enter: "↵",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Space: "Space",
  Delete: "Del",
};
const macMods: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃" };

/** "Mod+Shift+P" → ["Ctrl", "Shift", "P"], one entry per key cap. */
export function keyCaps(keys: string, mac = isMac): string[] {
  return splitKeys(keys).map((part) => {
    if (mac && macMods[part]) return macMods[part];
    if (part === "Mod") return "Ctrl";
    return named[part] ?? part;
  });
}

/** For `aria-keyshortcuts`: "Control+Shift+P". */
export function ariaKeys(keys: string, mac = isMac): string {
  return splitKeys(keys)
    .map((part) => (part === "Mod" ? (mac ? "Meta" : "Control") : part === "Ctrl" ? "Control" : part))
    .join("+");
}

function splitKeys(keys: string): string[] {
  // "Mod++" means Mod and the plus key.
  return keys.endsWith("++") ? [...keys.slice(0, -2).split("+"), "+"] : keys.split("+");
}

/** Whether this key press is that shortcut. Letters match by position-free name, digits by place. */
export function matches(event: KeyboardEvent, keys: string, mac = isMac): boolean {
  const parts = splitKeys(keys);
  const key = parts[parts.length - 1] ?? "";
  const want = new Set(parts.slice(0, -1));
  const mod = mac ? event.metaKey : event.ctrlKey;
  const ctrl = mac ? event.ctrlKey : false;
  if (mod !== want.has("Mod") || event.altKey !== want.has("Alt") || ctrl !== want.has("Ctrl")) return false;
  if (!mac && event.metaKey) return false;
  // A shifted sign ("?", "+") already needs Shift on some keyboards: do not insist.
  if (event.shiftKey !== want.has("Shift") && /^[A-Za-z0-9\\]$|^.{2,}$/.test(key)) return false;
  return sameKey(event, key);
}

function sameKey(event: KeyboardEvent, key: string): boolean {
  if (key === "Space") return event.key === " ";
  if (key.length > 1) return event.key === key;
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  // Other alphabets and shifted digits: fall back to the place of the key.
  if (/[a-z]/i.test(key)) return /[^\x20-\x7e]/.test(event.key) && event.code === `Key${key.toUpperCase()}`;
  if (/\d/.test(key)) return event.code === `Digit${key}`;
  return key === "\\" && event.code === "Backslash";
}
