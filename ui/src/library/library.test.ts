// The list of guides: searches, filters, pages and selection, latest answer wins.

import { beforeEach, expect, test, vi } from "vitest";

import { commands } from "$lib/bindings";

import { reset } from "../../dev/fake";
import { app, emptyQuery } from "../app/state.svelte";
import { library } from "./library.svelte";

beforeEach(async () => {
  reset();
  library.clear();
  library.grouped = false;
  await app.refresh();
  await library.load();
});

test("everything, newest first, with its counts", () => {
  expect(library.cards).toHaveLength(6);
  expect(library.cards[0]?.date).toBe("2026-03-10");
  expect([library.total, library.met, library.words]).toEqual([6, 3, 10502]);
  expect(library.shelf).toBe("all");
});

test("shelves are questions, and questions are shelves", async () => {
  for (const shelf of [
    "drafts",
    "in-review",
    "approved",
    "archive",
    "trash",
    "view:links.stack",
    "all",
  ] as const) {
    await library.choose(shelf);
    expect(library.shelf).toBe(shelf);
  }
  await library.choose("drafts");
  await library.toggle("tags", "payments");
  expect(library.shelf).toBe("");
  expect(library.filters).toBe(2);
  expect(library.cards.map((card) => card.slug)).toEqual(["staying-correct"]);
  await library.clearFilters();
  expect(library.cards).toHaveLength(6);
});

test("a value ticked twice is off again", async () => {
  await library.toggle("stack", "Redis");
  expect(library.total).toBe(3);
  await library.toggle("stack", "Redis");
  expect(library.total).toBe(6);
});

test("groups by status only what is not narrowed to one", async () => {
  await library.setGrouped(true);
  expect(library.groups.map((group) => [group.status, group.total])).toEqual([
    ["draft", 2],
    ["in-review", 1],
    ["approved", 3],
  ]);
  expect([library.total, library.words]).toEqual([6, 10502]);
  await library.ask({ text: "redis" });
  expect(library.groups).toHaveLength(1);
  await library.choose("approved");
  expect(library.groups.map((group) => group.status)).toEqual([null]);
});

test("latest wins: an old answer never shows, and at most one newer question waits", async () => {
  const list = vi.spyOn(commands, "list");
  const answers = ["l", "le", "led", "ledger"].map((text) => library.ask({ text }));
  await Promise.all(answers);
  await vi.waitFor(() => expect(library.cards.map((card) => card.slug)).toEqual(["staying-correct"]));
  // The first goes out at once; of those that come meanwhile only the newest.
  expect(list.mock.calls.map(([query]) => query.text)).toEqual(["l", "ledger"]);
  list.mockRestore();
});

test("a slow answer to an old question is dropped", async () => {
  const all = await commands.list(emptyQuery());
  let release = () => {};
  const late = new Promise<typeof all>((done) => (release = () => done(all)));
  const list = vi.spyOn(commands, "list").mockImplementationOnce(() => late);
  const first = library.ask({ text: "redis" });
  const second = library.ask({ text: "ledger" });
  release();
  await Promise.all([first, second]);
  expect(library.total).toBe(1);
  list.mockRestore();
});

test("pages are added to their group", async () => {
  reset({ cards: (await import("../../dev/data")).guides(450) });
  await library.load();
  expect([library.cards.length, library.total]).toEqual([200, 450]);
  await library.more(library.groups[0]!);
  expect(library.cards.length).toBe(400);
  expect(new Set(library.cards.map((card) => card.id)).size).toBe(400);
  await library.more(library.groups[0]!);
  await library.more(library.groups[0]!);
  expect(library.cards.length).toBe(450);
});

test("a page asked for twice, or while the list loads, comes once", async () => {
  reset({ cards: (await import("../../dev/data")).guides(450) });
  const loading = library.load();
  const list = vi.spyOn(commands, "list");
  await loading;
  const group = library.groups[0]!;
  await Promise.all([library.more(group), library.more(group)]);
  expect(list).toHaveBeenCalledOnce();
  expect(library.cards).toHaveLength(400);
  await library.more(group);
  expect(library.cards).toHaveLength(400);
  list.mockRestore();
});

test("selecting ranges, and forgetting the selection with the question", async () => {
  const ids = library.cards.map((card) => card.id);
  library.flip(ids[1]!);
  library.selectRange(ids[1]!, ids[3]!);
  expect([...library.selected]).toEqual(ids.slice(1, 4));
  library.selectRange(ids[5]!, ids[4]!);
  expect(library.selected.size).toBe(5);
  library.flip(ids[1]!);
  expect(library.selected.has(ids[1]!)).toBe(false);
  await library.ask({ sort: "title" });
  expect(library.selected.size).toBe(0);
});

test("what takes the place of deleted guides", () => {
  const ids = library.cards.map((card) => card.id);
  expect(library.after([ids[0]!])).toBe(ids[1]);
  expect(library.after([ids[1]!, ids[2]!])).toBe(ids[3]);
  expect(library.after([ids[5]!])).toBe(ids[4]);
  expect(library.after(ids)).toBe("");
  expect(library.after(["elsewhere"])).toBe("");
});
