/** No key means one thing in the window and another in the text. */
import { defaultKeymap, historyKeymap } from "@codemirror/commands";
import { searchKeymap } from "@codemirror/search";
import { beforeAll, expect, it } from "vitest";

import { registerBase } from "$app/base";
import { commands } from "$app/commands.svelte";

import { guideCommands, type GuideDeeds } from "../commands";
import { without } from "./window-keys";

/** Both mean the same: the editor's own find. */
const SAME = new Set(["mod-f"]);

const spelled = (keys: string) => keys.replaceAll("+", "-").toLowerCase();

beforeAll(() => {
  registerBase();
  commands.register(guideCommands({ desk: {} } as GuideDeeds));
});

it("the editor leaves the window's keys alone", () => {
  const editor = new Set(
    without([...defaultKeymap, ...searchKeymap, ...historyKeymap]).flatMap(({ key }) =>
      key ? [spelled(key)] : [],
    ),
  );
  const window = commands.all.filter((one) => !one.keysElsewhere).flatMap((one) => one.keys ?? []);
  expect(window.length).toBeGreaterThan(15);
  expect(window.map(spelled).filter((key) => editor.has(key) && !SAME.has(key))).toEqual([]);
});
