// The registry of commands: shortcuts, order, and why a command is off.

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { reset } from "../../dev/fake";
import { registerBase } from "./base";
import { type Command, commands } from "./commands.svelte";
import { app } from "./state.svelte";
import { toasts } from "./toasts.svelte";

let stop: () => void;

beforeEach(async () => {
  reset();
  app.sheet = null;
  app.view = { name: "library" };
  await app.refresh();
  stop = registerBase();
});
afterEach(() => stop());

const press = (key: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { key, ctrlKey: true, cancelable: true, ...init });

test("no two commands share an id or a shortcut", () => {
  const ids = commands.all.map((command) => command.id);
  expect(new Set(ids).size).toBe(ids.length);
  const keys = commands.all.flatMap((command) => command.keys ?? []);
  expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([]);
});

test("names are words a menu can show", () => {
  for (const { name } of commands.all) expect(name).toMatch(/^[A-Z][^.!]*…?$/);
});

test("a shortcut runs its command", () => {
  const event = press("P", { shiftKey: true });
  commands.press(event);
  expect(event.defaultPrevented).toBe(true);
  expect(app.sheet).toEqual({ name: "palette" });
});

test("a shortcut rests while something lies on top, or when somebody has taken it", () => {
  app.sheet = { name: "settings" };
  commands.press(press("P", { shiftKey: true }));
  expect(app.sheet).toEqual({ name: "settings" });
  app.sheet = null;
  const taken = press("P", { shiftKey: true });
  taken.preventDefault();
  commands.press(taken);
  expect(app.sheet).toBeNull();
});

test("a view's commands are there while it is, and win over others of their name", async () => {
  const run = vi.fn();
  const mine: Command = { id: "guide.export", name: "Export this…", group: "File", run };
  const unregister = commands.register([mine]);
  await commands.run("guide.export");
  expect(run).toHaveBeenCalledOnce();
  unregister();
  expect(commands.find("guide.export")?.name).toBe("Export…");
});

test("a command that cannot run says why, one that fails says what happened", async () => {
  const unregister = commands.register([
    { id: "a", name: "A", group: "File", off: () => "nothing selected", run: () => {} },
    { id: "b", name: "B", group: "File", run: () => Promise.reject(new Error("The disk is full.")) },
  ]);
  expect(await commands.run("a")).toBe(false);
  expect(toasts.shown?.text).toBe("A: nothing selected");
  expect(await commands.run("b")).toBe(false);
  expect(toasts.shown).toMatchObject({ text: "The disk is full.", trouble: true });
  unregister();
});
