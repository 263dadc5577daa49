/** Every screen of the window, drawn whole on the library in memory: what it says, where the focus
 *  goes, and what axe finds. */
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { reset } from "../dev/fake";
import App from "../src/App.svelte";
import { commands } from "../src/app/commands.svelte";
import { app } from "../src/app/state.svelte";
import { toasts } from "../src/app/toasts.svelte";
import { library } from "../src/library/library.svelte";
import { audit } from "./audit";

async function open(change: Parameters<typeof reset>[0] = {}) {
  reset(change);
  library.clear();
  app.view = { name: "library" };
  app.sheet = null;
  app.overview = null;
  app.trouble = null;
  toasts.close();
  render(App);
  await waitFor(() => expect(app.overview ?? app.trouble).not.toBeNull());
}

const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });
const focused = () => document.activeElement as HTMLElement;

afterEach(() => (app.sheet = null));

describe("the library", () => {
  beforeEach(() => open());

  test("shows what the publication's index shows, and how far each guide is", async () => {
    const card = await screen.findByRole("article", { name: /Scaling Isn’t the Hard Part/ });
    expect(within(card).getByText("20 of 24")).toBeTruthy();
    expect(within(card).getByText("12 min read")).toBeTruthy();
    expect(within(card).getByText("2026-02-04")).toBeTruthy();
    expect(within(card).getByText("M-Pesa Daraja")).toBeTruthy();
    expect(screen.getByText("3 of 6 meet the bar")).toBeTruthy();
    expect(await audit()).toEqual([]);
  });

  test("as a table, in groups, with the same audit", async () => {
    await commands.run("view.table");
    await screen.findByRole("row", { name: /Scaling Isn’t/ });
    expect(screen.getAllByRole("rowheader").map((head) => head.textContent?.trim())).toEqual([
      "Drafts2",
      "In review1",
      "Approved3",
    ]);
    expect(await audit()).toEqual([]);
    await commands.run("view.cards");
  });

  test("search marks the hit, says how many, and Esc takes it back", async () => {
    const field = screen.getByLabelText("Search the library");
    field.focus();
    await fireEvent.input(field, { target: { value: "ledger" } });
    await waitFor(() => expect(library.total).toBe(1));
    expect(document.querySelector("mark")?.textContent?.toLowerCase()).toBe("ledger");
    await waitFor(() => expect(toasts.said).toMatch(/1\shit/));
    await press("Escape");
    await waitFor(() => expect(library.total).toBe(6));
    expect(focused()).toBe(field);
    await press("Escape");
    expect(focused().tagName).toBe("H1");
  });

  test("nothing found names what was asked, and offers the way out", async () => {
    await library.ask({ text: "nowhere", tags: ["payments"] });
    expect(await screen.findByText("No guide with the tag payments contains “nowhere”.")).toBeTruthy();
    expect(await audit()).toEqual([]);
    await fireEvent.click(screen.getByText("Clear the search"));
    await waitFor(() => expect(library.total).toBe(2));
  });

  test("a filter is a list to tick, by keys alone", async () => {
    screen.getByRole("button", { name: "Status" }).focus();
    await fireEvent.click(focused());
    const list = await screen.findByRole("listbox", { name: "Status" });
    list.focus();
    await press("ArrowDown");
    await press("ArrowDown");
    await press(" ");
    await waitFor(() => expect(library.query.statuses).toEqual(["in-review"]));
    expect(within(list).getAllByRole("option", { selected: true })).toHaveLength(1);
    await screen.findByRole("article");
    expect(await audit()).toEqual([]);
  });

  test("deleting asks nothing, gives the focus to the next row, and can be undone", async () => {
    await commands.run("view.table");
    const row = await screen.findByRole("row", { name: /I Built My Own/ });
    row.focus();
    await press("x");
    expect(await screen.findByRole("toolbar")).toBeTruthy();
    await fireEvent.click(within(screen.getByRole("toolbar")).getByRole("button", { name: "Move to trash" }));
    await waitFor(() => expect(focused().getAttribute("aria-label")).toMatch(/Scaling Isn’t/));
    expect(screen.queryByRole("toolbar")).toBeNull();
    expect(app.overview?.trashed).toBe(1);
    await fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(library.total).toBe(6));
    await commands.run("view.cards");
  });

  test("the tags of several guides change at once, and back", async () => {
    library.setSelected(["staying-correct", "my-own-messaging-app"]);
    await fireEvent.click(within(await screen.findByRole("toolbar")).getByRole("button", { name: "Tags…" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("checkbox", { name: "payments" }).getAttribute("aria-checked")).toBe(
      "mixed",
    );
    await fireEvent.click(within(dialog).getByRole("checkbox", { name: "payments" }));
    expect(await audit(dialog)).toEqual([]);
    await fireEvent.click(within(dialog).getByRole("button", { name: "Change tags" }));
    const tagged = () => library.cards.filter((card) => card.tags.includes("payments")).length;
    await waitFor(() => expect(tagged()).toBe(3));
    await fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(tagged()).toBe(2));
  });

  test("the trash gives back", async () => {
    await library.choose("trash");
    expect(await screen.findByText("The trash is empty")).toBeTruthy();
    app.overview = (
      (await import("../dev/fake").then(({ commands }) => commands.trash(["staying-correct"]))) as {
        data: never;
      }
    ).data;
    await library.load();
    expect(await audit()).toEqual([]);
    await fireEvent.click(await screen.findByRole("button", { name: /^Restore Scaling/ }));
    await waitFor(() => expect(app.overview?.guides).toBe(6));
    await waitFor(() => expect(focused().tagName).toBe("H1"));
  });
});

describe("what lies on top", () => {
  beforeEach(() => open());

  test.each([
    ["app.palette", "Commands"],
    ["guide.export", "Export 3\u00a0guides"],
    ["app.settings", "Settings"],
    ["app.shortcuts", "Keyboard shortcuts"],
    ["app.about", "Highbar"],
  ])("%s has a name, passes the audit, and gives the focus back", async (id, name) => {
    const before = screen.getByRole("button", { name: "Status" });
    before.focus();
    await commands.run(id);
    const dialog = await screen.findByRole("dialog", { name });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    expect(await audit(dialog)).toEqual([]);
    await press("Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(focused()).toBe(before));
  });

  test("the palette finds commands, vocabulary and guides, and runs the first", async () => {
    await commands.run("app.palette");
    const field = await screen.findByRole("combobox");
    await fireEvent.input(field, { target: { value: "redis" } });
    const options = await waitFor(() => {
      const all = screen.getAllByRole("option");
      expect(all.some((option) => option.textContent?.includes("Redis"))).toBe(true);
      return all;
    });
    expect(options[0]?.getAttribute("aria-selected")).toBe("true");
    await fireEvent.input(field, { target: { value: "dark" } });
    await waitFor(() => expect(screen.getAllByRole("option")[0]?.textContent).toContain("Dark"));
    await fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(app.settings.theme).toBe("dark"));
    expect(app.sheet).toBeNull();
    await app.change({ theme: "system" });
  });

  test("export refuses what is below the bar, until it is said or left out", async () => {
    app.sheet = { name: "export", ids: ["staying-correct", "one-backend-mistake"] };
    expect(await screen.findByRole("heading", { name: /1\sguide below the bar/ })).toBeTruthy();
    expect(screen.getByText(/Stack links 5 of 6/)).toBeTruthy();
    expect(screen.getByRole("button", { name: /export as draft$/ })).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Leave it out" }));
    expect(await screen.findByRole("heading", { name: "Nothing stops this export" })).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: /^Accept 2.losses and export$/ }));
    expect(await screen.findByText("~/site/content/guides")).toBeTruthy();
    expect(await audit(screen.getByRole("dialog"))).toEqual([]);
  });

  test("an import says what it did not understand", async () => {
    await commands.run("file.import");
    const dialog = await screen.findByRole("dialog", { name: "Import" });
    expect(within(dialog).getByText("old/big.md")).toBeTruthy();
    expect(within(dialog).getByText(/2\spages added/)).toBeTruthy();
    expect(await audit(dialog)).toEqual([]);
  });

  test("the main menu has every command of its group, with shortcuts", async () => {
    await press("F10");
    const menu = await screen.findByRole("menu");
    expect(
      within(menu)
        .getAllByRole("menuitem")
        .map((row) => row.textContent?.trim()),
    ).toEqual(["File", "View", "Go", "Help"]);
    expect(await audit(menu)).toEqual([]);
  });
});

describe("other views", () => {
  beforeEach(() => open());

  test("history shows the difference and restores", async () => {
    await app.go({ name: "history", id: "staying-correct" });
    await screen.findByText("before our own commit");
    await waitFor(() => expect(focused().tagName).toBe("H1"));
    expect(await audit()).toEqual([]);
    await press("F7");
    expect(focused().dataset.place).toBe("true");
  });

  test.each(["case-studies", "stack", "tags"] as const)("the %s page", async (of) => {
    await app.go({ name: "vocabulary", of });
    expect(await audit()).toEqual([]);
  });

  test("a new tag is asked about when one is nearly it", async () => {
    await app.go({ name: "vocabulary", of: "tags" });
    await fireEvent.click(screen.getByRole("button", { name: "New tag" }));
    const field = await screen.findByLabelText("Name of the tag");
    await fireEvent.input(field, { target: { value: "Payment" } });
    expect(screen.getByText(/The library has payments/)).toBeTruthy();
    expect(await audit()).toEqual([]);
    await fireEvent.input(field, { target: { value: "caching" } });
    await fireEvent.click(screen.getByRole("button", { name: "Add" }));
    await waitFor(() => expect(app.overview?.tags.some((tag) => tag.name === "caching")).toBe(true));
  });
});

describe("in other weather", () => {
  test("an empty library makes its promise and two offers", async () => {
    await open({ cards: [] });
    await screen.findByText("No guides yet");
    expect(await audit()).toEqual([]);
    await fireEvent.click(screen.getByRole("button", { name: "Open the sample library" }));
    await waitFor(() => expect(library.total).toBe(6));
  });

  test.each(["locked", "damaged"] as const)("a %s library says what is safe and what to do", async (code) => {
    await open({ trouble: code });
    expect(await screen.findByRole("heading", { level: 1 })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Open another…" })).toBeTruthy();
    expect(toasts.shown).toBeNull();
    expect(await audit()).toEqual([]);
    reset();
    await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(app.overview?.guides).toBe(6));
  });

  test("ten thousand guides draw only what is near", async () => {
    await open({ cards: (await import("../dev/data")).guides(10_000) });
    await waitFor(() => expect(library.total).toBe(10_000));
    await waitFor(() => expect(document.querySelectorAll("article").length).toBeGreaterThan(0));
    expect(document.querySelectorAll("article").length).toBeLessThan(60);
  });
});
