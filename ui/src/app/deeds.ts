/**
 * What a person can do to guides from more than one place: new, duplicate, archive, trash, import, export.
 *
 * Each deed asks the library once, shows the answer's state, and says what it did.
 */
import type { Kind } from "$lib/bindings";
import { call } from "$lib/call";
import { count } from "$parts/words";

import { library } from "../library/library.svelte";
import { focusItem } from "./focus";
import { app } from "./state.svelte";
import { toast } from "./toasts.svelte";

export async function newEntry(kind: Kind, title = "") {
  if (!(await app.flush())) return;
  const id = await call.create(kind, title);
  await app.refresh();
  await app.go({ name: "guide", id });
}

export async function duplicate(id: string) {
  if (!(await app.flush())) return;
  const copy = await call.duplicate(id);
  await app.refresh();
  await app.go({ name: "guide", id: copy });
  toast("Duplicated as a draft");
}

/** To the trash, with the way back in the toast. The library view is shown afterwards. */
export async function moveToTrash(ids: string[]) {
  if (ids.length === 0 || !(await app.flush())) return;
  const next = library.after(ids);
  app.overview = await call.trash(ids);
  const here = app.view.name === "library";
  if (!here) await app.go({ name: "library" });
  await library.removed(ids);
  if (here) await focusItem(next);
  const what = ids.length === 1 ? "Moved to trash" : `${count(ids.length, "guide")} moved to trash`;
  toast(what, { label: "Undo", run: () => takeBack(ids) });
}

/** Out of the way, with the way back in the toast. */
export async function archive(ids: string[]) {
  if (ids.length === 0 || !(await app.flush())) return;
  const next = library.after(ids);
  app.overview = await call.archive(ids);
  const here = app.view.name === "library";
  if (!here) await app.go({ name: "library" });
  await library.removed(ids);
  if (here) await focusItem(next);
  const what = ids.length === 1 ? "Archived" : `${count(ids.length, "guide")} archived`;
  toast(what, { label: "Undo", run: () => unarchive(ids) });
}

export async function unarchive(ids: string[]) {
  if (ids.length === 0) return;
  app.overview = await call.unarchive(ids);
  await library.removed(library.shelf === "archive" ? ids : []);
  toast(
    ids.length === 1 ? "Taken out of the archive" : `${count(ids.length, "guide")} taken out of the archive`,
  );
}

export async function takeBack(ids: string[]) {
  app.overview = await call.untrash(ids);
  await library.load();
  toast(
    ids.length === 1
      ? "Taken back from the trash"
      : `${count(ids.length, "guide")} taken back from the trash`,
  );
}

export async function openSample() {
  const report = await call.openSample();
  await app.refresh();
  await library.load();
  app.sheet = report.notes.length ? { name: "import", report, title: "The sample library" } : null;
  toast(`${count(report.added + report.updated, "page")} added`);
}

export async function importFolder() {
  if (!(await app.flush())) return;
  const report = await call.importFolder();
  if (!report) return;
  await app.refresh();
  await library.load();
  app.sheet = { name: "import", report, title: "Import" };
}

export async function chooseLibrary() {
  if (!(await app.flush())) return;
  const overview = await call.chooseLibrary();
  if (!overview) return;
  app.show(overview);
  library.clear();
  await app.go({ name: "library" });
  await library.load();
}

/** The guides a command is about: the one that is open, or the selected ones. */
export function concerned(): string[] {
  if (app.view.name === "guide" || app.view.name === "history") return [app.view.id];
  if (app.view.name === "library" && library.shelf !== "trash") return [...library.selected];
  return [];
}

export async function exportGuides(ids: string[]) {
  if (await app.flush()) app.sheet = { name: "export", ids };
}
