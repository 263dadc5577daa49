/**
 * The commands that exist in every view. Views add their own while they are shown.
 *
 * Each is a line: what it is called and which deed it calls.
 */
import { tick } from "svelte";

import { call } from "$lib/call";

import { library } from "../library/library.svelte";
import { type Command, commands } from "./commands.svelte";
import * as deeds from "./deeds";
import { walkPanes } from "./panes";
import { app, type View } from "./state.svelte";

const nothing = () => (deeds.concerned().length ? "" : "nothing selected");
const needsLibrary = () => (app.overview ? "" : "no library is open");

/** Shows the library, with this part of it. */
export async function goToShelf(shelf: Parameters<typeof library.choose>[0]) {
  await app.go({ name: "library" });
  await library.choose(shelf);
}

const go = (view: View) => () => app.go(view);

async function focusSearch() {
  if (app.view.name !== "library") await app.go({ name: "library" });
  if (!document.querySelector("#search")?.getClientRects().length) app.toggleSidebar();
  // The sidebar may only now be drawn; the next letter belongs in the field already.
  await tick();
  document.querySelector<HTMLInputElement>("#search")?.select();
}

function textSize(step: number) {
  const { textSize } = app.settings;
  return app.change({ textSize: step === 0 ? 100 : Math.min(200, Math.max(80, textSize + step)) });
}

const file: Command[] = [
  {
    id: "file.new-deep-dive",
    name: "New deep dive",
    group: "File",
    keys: ["Mod+N"],
    icon: "plus",
    off: needsLibrary,
    run: () => deeds.newEntry("deep-dive"),
  },
  {
    id: "file.new-comparison",
    name: "New comparison",
    group: "File",
    icon: "plus",
    off: needsLibrary,
    run: () => deeds.newEntry("comparison"),
  },
  {
    id: "file.new-case-study",
    name: "New case study",
    group: "File",
    icon: "case",
    off: needsLibrary,
    run: () => deeds.newEntry("case-study"),
  },
  {
    id: "file.quick-switch",
    name: "Go to guide…",
    group: "File",
    keys: ["Mod+O"],
    icon: "guide",
    rule: true,
    off: needsLibrary,
    run: () => void (app.sheet = { name: "palette", start: "guides" }),
  },
  {
    id: "file.open-library",
    name: "Open another library…",
    group: "File",
    icon: "folder",
    also: "database file",
    run: deeds.chooseLibrary,
  },
  {
    id: "file.import",
    name: "Import a folder…",
    group: "File",
    icon: "folder",
    rule: true,
    also: "markdown",
    off: needsLibrary,
    run: deeds.importFolder,
  },
  {
    id: "file.sample",
    name: "Add the sample library",
    group: "File",
    icon: "guide",
    off: needsLibrary,
    run: deeds.openSample,
  },
  {
    id: "guide.export",
    name: "Export…",
    group: "File",
    keys: ["Mod+Shift+E"],
    icon: "export",
    also: "publish hugo zip bundle",
    off: needsLibrary,
    run: () => deeds.exportGuides(deeds.concerned()),
  },
  {
    id: "guide.duplicate",
    name: "Duplicate",
    group: "File",
    icon: "copy",
    rule: true,
    off: () => nothing() || (deeds.concerned().length > 1 ? "one at a time" : ""),
    run: () => deeds.duplicate(deeds.concerned()[0] ?? ""),
  },
  {
    id: "guide.archive",
    name: "Archive",
    group: "File",
    icon: "archive",
    also: "put away retire old",
    off: () => nothing() || (library.shelf === "archive" && app.view.name === "library" ? "it is there" : ""),
    run: () => deeds.archive(deeds.concerned()),
  },
  {
    id: "guide.unarchive",
    name: "Take out of the archive",
    group: "File",
    icon: "undo",
    off: () =>
      library.shelf === "archive" && app.view.name === "library" ? nothing() : "not in the archive",
    run: () => deeds.unarchive(deeds.concerned()),
  },
  {
    id: "guide.trash",
    name: "Move to trash",
    group: "File",
    icon: "trash",
    also: "delete remove",
    off: nothing,
    run: () => deeds.moveToTrash(deeds.concerned()),
  },
  {
    id: "app.settings",
    name: "Settings",
    group: "File",
    keys: ["Mod+,"],
    icon: "settings",
    rule: true,
    also: "preferences theme text size name",
    run: () => void (app.sheet = { name: "settings" }),
  },
  {
    id: "app.marks",
    name: "Marks in the text…",
    group: "File",
    also: "advice style underline",
    run: () => void (app.sheet = { name: "settings", start: "marks" }),
  },
  {
    id: "app.bar",
    name: "The publication’s bar…",
    group: "File",
    also: "profile rules thresholds bar.toml severity",
    off: needsLibrary,
    run: () => void (app.sheet = { name: "settings", start: "bar" }),
  },
  { id: "app.quit", name: "Quit Highbar", group: "File", keys: ["Mod+Q"], run: quit },
];

const view: Command[] = [
  {
    id: "view.sidebar",
    name: "Sidebar",
    group: "View",
    keys: ["Mod+\\", "F9"],
    icon: "sidebar",
    on: () => app.sidebar,
    run: () => app.toggleSidebar(),
  },
  {
    id: "view.cards",
    name: "Guides as cards",
    group: "View",
    icon: "cards",
    rule: true,
    on: () => app.settings.libraryView !== "table",
    run: () => app.change({ libraryView: "cards" }),
  },
  {
    id: "view.table",
    name: "Guides as a table",
    group: "View",
    icon: "table",
    on: () => app.settings.libraryView === "table",
    run: () => app.change({ libraryView: "table" }),
  },
  {
    id: "view.system",
    name: "Colours of the system",
    group: "View",
    rule: true,
    also: "theme",
    on: () => app.settings.theme === "system",
    run: () => app.change({ theme: "system" }),
  },
  {
    id: "view.light",
    name: "Light",
    group: "View",
    also: "theme",
    on: () => app.settings.theme === "light",
    run: () => app.change({ theme: "light" }),
  },
  {
    id: "view.dark",
    name: "Dark",
    group: "View",
    also: "theme night",
    on: () => app.settings.theme === "dark",
    run: () => app.change({ theme: "dark" }),
  },
  {
    id: "view.larger",
    name: "Larger text",
    group: "View",
    keys: ["Mod+=", "Mod++"],
    rule: true,
    also: "zoom in",
    run: () => textSize(10),
  },
  {
    id: "view.smaller",
    name: "Smaller text",
    group: "View",
    keys: ["Mod+-"],
    also: "zoom out",
    run: () => textSize(-10),
  },
  {
    id: "view.usual",
    name: "Usual text size",
    group: "View",
    keys: ["Mod+0"],
    also: "zoom reset 100",
    run: () => textSize(0),
  },
  {
    id: "view.next-pane",
    name: "Next pane",
    group: "View",
    keys: ["F6"],
    rule: true,
    run: () => void walkPanes(1),
  },
  {
    id: "view.previous-pane",
    name: "Previous pane",
    group: "View",
    keys: ["Shift+F6"],
    run: () => void walkPanes(-1),
  },
];

const places: Command[] = [
  {
    id: "go.library",
    name: "All guides",
    group: "Go",
    keys: ["Mod+Shift+H"],
    icon: "guide",
    also: "library home",
    run: () => goToShelf("all"),
  },
  { id: "go.drafts", name: "Drafts", group: "Go", icon: "draft", run: () => goToShelf("drafts") },
  {
    id: "go.in-review",
    name: "In review",
    group: "Go",
    icon: "in-review",
    run: () => goToShelf("in-review"),
  },
  { id: "go.approved", name: "Approved", group: "Go", icon: "approved", run: () => goToShelf("approved") },
  {
    id: "go.case-studies",
    name: "Case studies",
    group: "Go",
    icon: "case",
    rule: true,
    run: go({ name: "vocabulary", of: "case-studies" }),
  },
  { id: "go.stack", name: "Stack", group: "Go", icon: "stack", run: go({ name: "vocabulary", of: "stack" }) },
  { id: "go.tags", name: "Tags", group: "Go", icon: "tag", run: go({ name: "vocabulary", of: "tags" }) },
  {
    id: "go.archive",
    name: "Archived guides",
    group: "Go",
    icon: "archive",
    run: () => goToShelf("archive"),
  },
  { id: "go.trash", name: "Trash", group: "Go", icon: "trash", run: () => goToShelf("trash") },
  {
    id: "go.search",
    name: "Search all guides",
    group: "Go",
    keys: ["Mod+Shift+F"],
    icon: "search",
    rule: true,
    also: "find",
    run: focusSearch,
  },
  {
    id: "go.back",
    name: "Back",
    group: "Go",
    keys: ["Alt+ArrowLeft"],
    icon: "arrow-l",
    run: () => app.goBack(),
  },
];

const help: Command[] = [
  {
    id: "app.palette",
    name: "Commands",
    group: "Help",
    keys: ["Mod+Shift+P"],
    icon: "command",
    run: () => void (app.sheet = { name: "palette" }),
  },
  {
    id: "app.shortcuts",
    name: "Keyboard shortcuts",
    group: "Help",
    keys: ["F1", "Mod+/"],
    icon: "info",
    run: () => void (app.sheet = { name: "shortcuts" }),
  },
  {
    id: "app.about",
    name: "About Highbar",
    group: "Help",
    rule: true,
    run: () => void (app.sheet = { name: "about" }),
  },
];

/** Saves everything, then closes the window. With something unsaved it stays, and says so. */
export async function quit() {
  if (await app.flush()) await call.quit();
}

export const registerBase = () => commands.register([...file, ...view, ...places, ...help]);
