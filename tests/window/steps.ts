// What a person does in Highbar, one step each.

import { until, type Window } from './driver';

/** Runs a command through the palette, by keyboard alone. */
export async function command(app: Window, name: string): Promise<void> {
  await app.keys('Control+Shift+p');
  await app.find('[role="dialog"] input');
  await app.type(name);
  await app.shows('[role="dialog"] [role="option"]', name);
  await app.keys('Enter');
  await until('the palette closes', () => app.run<boolean>('return !document.querySelector(".sheet.palette")'));
}

/** A new deep dive, with the caret in its text. */
export async function newDraft(app: Window): Promise<void> {
  await app.keys('Control+n');
  await app.find('.cm-content');
  await command(app, 'Write and preview');
  await app.find('iframe[sandbox]');
}

/** Opens a guide from the library by the start of its title. */
export async function openGuide(app: Window, title: string): Promise<void> {
  await app.keys('Control+o');
  await app.find('[role="dialog"] input');
  await app.type(title);
  await app.shows('[role="dialog"] [role="option"]', title);
  await app.keys('Enter');
  await app.shows('h1', title);
  await app.find('.cm-content');
}

/** Opens a case study or a part of the stack by its name, through the palette. */
export async function openPage(app: Window, name: string): Promise<void> {
  await app.keys('Control+Shift+p');
  await app.find('[role="dialog"] input');
  await app.type(name);
  await app.press('[aria-label="Vocabulary"] [role="option"]', name);
  await app.shows('h1', name);
  await app.find('.cm-content');
}

/** Puts the caret at the end of the text. */
export async function toEnd(app: Window): Promise<void> {
  await app.click('.cm-content');
  await app.keys('Control+End');
}

/** Text of the preview. */
export function preview(app: Window): Promise<string> {
  return app.run<string>('return document.querySelector("iframe[sandbox]")?.contentDocument?.body?.textContent ?? ""');
}

export async function previewShows(app: Window, words: string): Promise<void> {
  await until(`the preview shows "${words}"`, async () => (await preview(app)).includes(words));
}

export async function saved(app: Window): Promise<void> {
  await until('Saved', () => app.run<boolean>(
    'return [...document.querySelectorAll("header, .g-meta, [role=status]")].some((e) => (e.textContent ?? "").includes("Saved"))'));
}

/** Asks the library for words. */
export async function search(app: Window, words: string): Promise<void> {
  await app.keys('Control+Shift+f');
  await until('the search field has the focus', () => app.run<boolean>('return document.activeElement?.id === "search"'));
  await app.type(words);
}

/** Presses Tab until the focus is on what matches; fails when it comes round without. */
export async function tabTo(app: Window, css: string, back = false): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    await app.keys(back ? 'Shift+Tab' : 'Tab');
    if (await app.run<boolean>('return Boolean(document.activeElement?.matches(arguments[0]))', css)) return;
  }
  throw new Error(`Tab does not reach ${css}`);
}

/** The name of what has the focus: its label, or its words. */
export function focused(app: Window): Promise<string> {
  return app.run<string>(`const e = document.activeElement;
    const by = (e?.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    return (e?.getAttribute('aria-label') || by || e?.textContent || e?.id || e?.localName || '').replace(/\\s+/g, ' ').trim();`);
}

export async function focusIs(app: Window, name: string): Promise<void> {
  let seen = '';
  await until(`the focus on "${name}"`, async () => (seen = await focused(app)).startsWith(name)).catch((error: Error) => {
    throw new Error(`${error.message}; it is on "${seen.slice(0, 80)}"`);
  });
}

/** How many required checks are met, as the ring says it. */
export function score(app: Window): Promise<string> {
  return app.run<string>('return document.querySelector(".bezel b")?.textContent ?? ""');
}
