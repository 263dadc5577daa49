/**
 * What the host tells the window without being asked: close, a menu row, a changed library file,
 * a link in the preview.
 */
import { events, type LinkAction } from "$lib/bindings";

import { library } from "../library/library.svelte";
import { quit } from "./base";
import { commands } from "./commands.svelte";
import { app } from "./state.svelte";
import { toast } from "./toasts.svelte";

export async function listen(): Promise<() => void> {
  const stops = await Promise.all([
    events.flush.listen(() => void quit()),
    events.menuCommand.listen(({ payload }) => chosen(payload)),
    events.libraryChanged.listen(() => void changed()),
    events.linkClicked.listen(({ payload }) => follow(payload.action)),
  ]);
  return () => stops.forEach((stop) => stop());
}

/** A row of the system's menu bar. What lies on top is closed first, as for a shortcut; leaving always works. */
function chosen(id: string) {
  if (!app.sheet || id === "app.quit") void commands.run(id);
}

async function changed() {
  await app.refresh();
  await library.load();
}

/** Scrolling is the guide view's; asking happens in a native dialog before this. */
function follow(action: LinkAction) {
  if (action.kind === "open") void app.go({ name: "guide", id: action.id, anchor: action.anchor });
  if (action.kind === "refuse") toast(action.message);
}
