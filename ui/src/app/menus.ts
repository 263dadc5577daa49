/**
 * The registry as menus: for the one in the window, and for the menu bar of a system that has one.
 *
 * Pure. What a row does stays with its command: both menus name it by its id.
 */
import type { MenuGroup } from "$lib/bindings";

import { type Command, type Group, groups } from "./commands.svelte";

export interface Menu {
  group: Group;
  rows: Command[];
}

/** Menus in the order of the bar; those without a row are left out. */
export const menusOf = (commands: readonly Command[]): Menu[] =>
  groups
    .map((group) => ({
      group,
      rows: commands.filter((command) => command.group === group && command.inMenu !== false),
    }))
    .filter(({ rows }) => rows.length > 0);

/** As the system's menu bar wants them. Keys that the text hears itself are not taken from it. */
export const nativeMenus = (commands: readonly Command[]): MenuGroup[] =>
  menusOf(commands).map(({ group, rows }) => ({
    name: group,
    rows: rows.map(({ id, name, keys, keysElsewhere, off, on, rule }) => ({
      id,
      name,
      keys: keysElsewhere ? null : (keys?.[0] ?? null),
      enabled: !off?.(),
      on: on?.() ?? null,
      rule: rule ?? false,
    })),
  }));
