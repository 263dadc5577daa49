// Going between views: everything typed is safe before one is left.

import { beforeEach, expect, test } from "vitest";

import { call } from "$lib/call";

import { reset } from "../../dev/fake";
import { app } from "./state.svelte";
import { toasts } from "./toasts.svelte";

beforeEach(async () => {
  reset();
  app.view = { name: "library" };
  app.sheet = null;
  toasts.close();
  await app.refresh();
});

test("leaving a view waits for its text to be safe", async () => {
  const done: string[] = [];
  const stop = app.onFlush(async () => {
    await Promise.resolve();
    done.push("saved");
  });
  await app.go({ name: "guide", id: "staying-correct" });
  expect(done).toEqual(["saved"]);
  stop();
  await app.go({ name: "library" });
  expect(done).toEqual(["saved"]);
});

test("with something unsaved the view stays, and says why", async () => {
  const stop = app.onFlush(() => Promise.reject(new Error("The disk is full. Your text is safe in memory.")));
  await app.go({ name: "guide", id: "staying-correct" });
  expect(app.view).toEqual({ name: "library" });
  expect(toasts.shown).toMatchObject({
    trouble: true,
    text: "The disk is full. Your text is safe in memory.",
  });
  stop();
});

test("the guide that was open opens again", async () => {
  await app.go({ name: "guide", id: "staying-correct" });
  await Promise.resolve();
  expect((await call.overview()).settings.lastGuide).toBe("staying-correct");
  app.view = { name: "library" };
  await app.start();
  expect(app.view).toEqual({ name: "guide", id: "staying-correct" });
});

test("back goes to where one came from, and no further than the library", async () => {
  await app.go({ name: "guide", id: "staying-correct" });
  await app.go({ name: "history", id: "staying-correct" });
  await app.goBack();
  expect(app.view).toEqual({ name: "guide", id: "staying-correct" });
  await app.goBack();
  expect(app.view).toEqual({ name: "library" });
  await app.goBack();
  expect(app.view).toEqual({ name: "library" });
});

test("settings apply at once", async () => {
  await app.change({ theme: "dark", textSize: 120 });
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(document.documentElement.style.fontSize).toBe("120%");
  await app.change({ theme: "system", textSize: 100 });
  expect(document.documentElement.dataset.theme).toBeUndefined();
  expect(document.documentElement.style.fontSize).toBe("");
});

test("a library that cannot be used is trouble of the whole window", async () => {
  reset({ trouble: "damaged" });
  await app.refresh();
  expect(app.trouble?.code).toBe("damaged");
  reset();
  await app.refresh();
  expect(app.trouble).toBeNull();
});
