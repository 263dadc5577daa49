/** What can be done while a guide is open, for the registry: menus, palette and shortcuts. */
import { type Command } from "$app/commands.svelte";
import { app } from "$app/state.svelte";
import { toast } from "$app/toasts.svelte";

import type { Desk, Tab } from "./desk.svelte";
import { bold, bulletList, code, heading, italic, link, numberList, quote, struck } from "./editor/format";
import type { PaneView } from "./layout";
import { openSearchPanel } from "@codemirror/search";
import { redo, undo } from "@codemirror/commands";
import type { Command as EditorCommand } from "@codemirror/view";

export interface GuideDeeds {
  desk: Desk;
  view(): PaneView;
  setView(view: PaneView): void;
  showTab(tab: Tab): void;
  syncs(): boolean;
  setSync(on: boolean): void;
}

export function guideCommands(deeds: GuideDeeds): Command[] {
  return [...editing(deeds), ...formatting(deeds), ...views(deeds), ...guide(deeds)];
}

/** Runs an editor command and gives the text the focus back. */
function inText({ desk }: GuideDeeds, run: EditorCommand) {
  return () => {
    if (!desk.editor) return;
    desk.editor.focus();
    run(desk.editor.view);
  };
}

function editing(deeds: GuideDeeds): Command[] {
  const { desk } = deeds;
  const elsewhere = { group: "Edit" as const, keysElsewhere: true };
  return [
    { id: "edit.undo", name: "Undo", icon: "undo", keys: ["Mod+Z"], ...elsewhere, run: inText(deeds, undo) },
    { id: "edit.redo", name: "Redo", keys: ["Mod+Shift+Z"], ...elsewhere, run: inText(deeds, redo) },
    {
      id: "edit.find",
      name: "Find and replace",
      icon: "search",
      keys: ["Mod+F"],
      group: "Edit",
      rule: true,
      run: inText(deeds, openSearchPanel),
    },
    {
      id: "edit.image",
      name: "Insert image…",
      icon: "image",
      group: "Edit",
      rule: true,
      run: () => desk.addImage(),
    },
  ];
}

function formatting(deeds: GuideDeeds): Command[] {
  const entry = (
    id: string,
    name: string,
    keys: string[],
    run: EditorCommand,
    rest: Partial<Command> = {},
  ): Command => ({
    id: `format.${id}`,
    name,
    keys,
    group: "Format",
    keysElsewhere: true,
    run: inText(deeds, run),
    ...rest,
  });
  return [
    entry("bold", "Bold", ["Mod+B"], bold),
    entry("italic", "Italic", ["Mod+I"], italic),
    entry("code", "Code", ["Mod+E"], code, { icon: "code" }),
    entry("struck", "Struck through", [], struck),
    entry("link", "Link", ["Mod+K"], link, { icon: "link", rule: true }),
    entry("h2", "Section heading", ["Mod+Alt+2"], heading(2), { rule: true }),
    entry("h3", "Heading within a section", ["Mod+Alt+3"], heading(3)),
    entry("bullets", "List", [], bulletList, { rule: true }),
    entry("numbers", "Numbered list", [], numberList),
    entry("quote", "Quote", [], quote),
  ];
}

function views(deeds: GuideDeeds): Command[] {
  const pane = (view: PaneView, name: string, key: string, icon: Command["icon"]): Command => ({
    id: `view.${view}`,
    name,
    icon,
    keys: [key],
    group: "View",
    on: () => deeds.view() === view,
    run: () => deeds.setView(view),
  });
  const tab = (to: Tab, name: string, keys: string[] = [], also = ""): Command => ({
    id: `view.${to}`,
    name,
    keys,
    also,
    group: "View",
    run: () => deeds.showTab(to),
  });
  return [
    { ...pane("write", "Write", "Mod+Shift+1", "write"), rule: true },
    pane("split", "Write and preview", "Mod+Shift+2", "split"),
    pane("read", "Preview", "Mod+Shift+3", "read"),
    {
      id: "view.sync",
      name: "Scroll in step",
      group: "View",
      on: deeds.syncs,
      run: () => deeds.setSync(!deeds.syncs()),
    },
    { ...tab("bar", "Bar", ["Mod+Shift+B"]), rule: true },
    tab("language", "Language"),
    tab("details", "Details", ["Mod+Shift+D"]),
    tab("outline", "Outline", ["Mod+Shift+L"]),
    tab("history", "Versions of this guide", [], "history revisions saved"),
    {
      id: "view.compare",
      name: "Compare and restore…",
      group: "View",
      icon: "undo",
      also: "history revisions versions difference older",
      run: () => app.go({ name: "history", id: deeds.desk.id }),
    },
  ];
}

function guide(deeds: GuideDeeds): Command[] {
  const { desk } = deeds;
  const isGuide = () => desk.meta.kind === "deep-dive" || desk.meta.kind === "comparison";
  const only =
    (...statuses: string[]) =>
    () =>
      !isGuide() ? "not a guide" : statuses.includes(desk.status) ? "" : "not at this stage";
  return [
    { id: "guide.save", name: "Save now", group: "Guide", keys: ["Mod+S"], run: () => save(desk) },
    {
      id: "guide.next",
      name: "Next finding",
      group: "Guide",
      keys: ["F8"],
      rule: true,
      run: () => desk.editor?.walk(1),
    },
    {
      id: "guide.previous",
      name: "Previous finding",
      group: "Guide",
      keys: ["Shift+F8"],
      run: () => desk.editor?.walk(-1),
    },
    {
      id: "guide.fix",
      name: "Do what is offered",
      group: "Guide",
      keys: ["Alt+Enter"],
      run: () => desk.settle.fixNext(null),
    },
    {
      id: "guide.slip",
      name: "Next slip of language",
      group: "Guide",
      keys: ["F7"],
      rule: true,
      also: "spelling grammar typo dictionary",
      off: language(desk),
      run: () => desk.editor?.walkSlips(1),
    },
    {
      id: "guide.slip-before",
      name: "Previous slip of language",
      group: "Guide",
      keys: ["Shift+F7"],
      inMenu: false,
      off: language(desk),
      run: () => desk.editor?.walkSlips(-1),
    },
    {
      id: "guide.teach",
      name: "Add word to dictionary",
      group: "Guide",
      keys: ["Alt+Shift+Enter"],
      also: "spelling teach learn",
      off: language(desk),
      run: () => desk.editor?.teachHere(),
    },
    {
      id: "guide.outcome",
      name: "Outcome…",
      group: "Guide",
      icon: "outcome",
      keys: ["Mod+Shift+O"],
      also: "metric before after evidence record result",
      off: () => (isGuide() ? "" : "not a guide"),
      run: () => desk.results.open(),
    },
    {
      id: "guide.ledger",
      name: "Outcome ledger",
      group: "Guide",
      also: "results evidence numbers",
      off: () => (isGuide() ? "" : "not a guide"),
      run: () => desk.results.openLedger(),
    },
    {
      id: "guide.links",
      name: "Link first mentions…",
      group: "Guide",
      icon: "link",
      also: "case study stack unlinked",
      run: () => desk.linking.ask(),
    },
    {
      id: "guide.grid",
      name: "Comparison grid",
      group: "Guide",
      icon: "table",
      also: "table criteria cells",
      run: () => {
        if (deeds.view() === "read") deeds.setView("write");
        desk.openGrid();
      },
    },
    {
      id: "guide.ready",
      name: "Ready for review",
      group: "Guide",
      rule: true,
      off: only("draft", "returned"),
      run: () => desk.setStatus("in-review"),
    },
    {
      id: "guide.approve",
      name: "Approve",
      group: "Guide",
      off: only("in-review"),
      run: () => desk.setStatus("approved"),
    },
    {
      id: "guide.draft",
      name: "Back to draft",
      group: "Guide",
      off: only("in-review", "approved", "returned"),
      run: () => desk.setStatus("draft"),
    },
  ];
}

const language = (desk: Desk) => () => (desk.language.wanted ? "" : "spelling and grammar are off");

async function save(desk: Desk): Promise<void> {
  await desk.flush();
  toast("Saved");
}
