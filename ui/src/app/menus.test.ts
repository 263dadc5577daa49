// The registry as menus: one list for the window and for the system.
import { describe, expect, it } from "vitest";

import type { Command } from "./commands.svelte";
import { menusOf, nativeMenus } from "./menus";

const command = (id: string, group: Command["group"], rest: Partial<Command> = {}): Command => ({
  id,
  name: id,
  group,
  run: () => undefined,
  ...rest,
});

const all = [
  command("view.sidebar", "View", { keys: ["Mod+\\", "F9"], on: () => true }),
  command("file.new", "File", { keys: ["Mod+N"], off: () => "no library is open" }),
  command("edit.undo", "Edit", { keys: ["Mod+Z"], keysElsewhere: true }),
  command("palette.only", "Go", { inMenu: false }),
  command("file.quit", "File", { rule: true }),
];

describe("menus", () => {
  it("stand in the order of the bar, without empty ones", () => {
    expect(menusOf(all).map(({ group, rows }) => [group, rows.map(({ id }) => id)])).toEqual([
      ["File", ["file.new", "file.quit"]],
      ["Edit", ["edit.undo"]],
      ["View", ["view.sidebar"]],
    ]);
  });

  it("are told to the system with the same ids", () => {
    const [file, edit, view] = nativeMenus(all);
    expect(file?.rows[0]).toEqual({
      id: "file.new",
      name: "file.new",
      keys: "Mod+N",
      enabled: false,
      on: null,
      rule: false,
    });
    expect(file?.rows[1]?.rule).toBe(true);
    expect(edit?.rows[0]?.keys, "the text hears it").toBeNull();
    expect(view?.rows[0]).toMatchObject({ keys: "Mod+\\", enabled: true, on: true });
  });
});
