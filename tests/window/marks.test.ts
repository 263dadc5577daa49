// Findings in the text: walked by F8, explained and mended beside their words, links taken by Tab.

import { openApp, sampleLibrary } from './app';
import { until, type Window } from './driver';
import { PAGE } from './editor';
import { command, newDraft, preview, previewShows } from './steps';
import { thin } from './views';

const TAIL = '\n\nWe moved Inkly to Kubernetes. Costs fell by 38 % after the move. TODO say how.\n\n#### Deep\n\nLast words.';

let app: Window;

beforeAll(async () => {
  app = await openApp(sampleLibrary());
  await app.find('article');
  await thin(app);
  await app.run(`${PAGE}; const v = hb.view(); const end = v.state.doc.length;
    v.dispatch({ changes: { from: end, insert: arguments[0] }, selection: { anchor: end + arguments[0].length }, scrollIntoView: true }); v.focus();`, TAIL);
  await previewShows(app, 'Last words.');
});
afterAll(() => app?.close());

const text = () => app.run<string>('return hb.view().state.doc.toString()');
const selected = () => app.run<string>('const { main } = hb.view().state.selection; return hb.view().state.sliceDoc(main.from, main.to)');
const caretIn = (words: string) => app.run('const v = hb.view(); v.dispatch({ selection: { anchor: v.state.doc.toString().lastIndexOf(arguments[0]) + 2 }, scrollIntoView: true }); v.focus();', words);

test('F8 walks the findings, says them, and shows what can be done', async () => {
  await until('the placeholder is marked', () => app.run<boolean>('return [...document.querySelectorAll(".cm-mark-todo")].some((e) => e.textContent === "TODO")'));
  const [seen, said]: [string[], string[]] = [[], []];
  for (let press = 0; press < 12 && !seen.includes('TODO'); press += 1) {
    await app.keys('F8');
    seen.push(await selected());
    said.push(await app.text('p.vh[role="status"]'));
  }
  expect(seen).toContain('TODO');
  await app.shows('.cm-asked', 'Placeholders');
  expect(said.join('\n')).toMatch(/Required, \d+ of \d+, text placeholder/);
  await app.keys('Shift+F8');
  expect(await selected()).not.toBe('TODO');
});

test('Alt+Enter opens a choice and goes into it; Escape comes back', async () => {
  await caretIn('fell by 38');
  await app.keys('Alt+Enter');
  await until('the focus is in the box', () => app.run<boolean>('return document.activeElement.tagName === "BUTTON" && Boolean(document.activeElement.closest(".cm-asked")?.textContent.includes("Count it"))'));
  await app.keys('Escape');
  expect(await app.run<boolean>('return document.activeElement.matches(".cm-content")')).toBe(true);
  expect(await app.run<boolean>('return document.querySelector(".cm-asked") === null')).toBe(true);
});

test('Tab makes an offered name a link, and undo takes it back', async () => {
  await until('the offer', () => app.run<boolean>('return [...document.querySelectorAll(".cm-mark-offer")].some((e) => e.textContent === "Kubernetes")'));
  await caretIn('Kubernetes');
  await app.keys('Tab');
  expect(await text()).toContain('to [Kubernetes](/stack/kubernetes/).');
  await app.keys('Control+z');
  expect(await text()).toContain('Inkly to Kubernetes.');
});

test('all first mentions are linked at once, except those left out', async () => {
  await command(app, 'Link first mentions');
  await app.shows('.sheet', 'Kubernetes');
  await app.press('.sheet [role="checkbox"]', 'Inkly');
  await app.press('.sheet button', 'Link ');
  await until('the link', async () => (await text()).includes('[Kubernetes](/stack/kubernetes/)'));
  expect(await text()).toContain('moved Inkly to');
  await previewShows(app, 'Kubernetes');
});

test('nothing is marked in the sentence being typed until the hand rests', async () => {
  await app.keys('Control+Shift+h');
  await newDraft(app);
  await app.run(`${PAGE}; const v = hb.view(); v.dispatch({ changes: { from: 0, to: v.state.doc.length, insert: 'Plain words that say nothing much at all. '.repeat(8) }, selection: { anchor: 328 } }); v.focus();`);
  await until('judged', async () => (await preview(app)).includes('nothing much'));
  await app.type('Then TODO more');
  await until('typed', async () => (await preview(app)).includes('TODO more'));
  await app.type(' and more');
  expect(await app.run<boolean>('return [...document.querySelectorAll(".cm-mark-todo")].some((e) => e.textContent.includes("TODO"))')).toBe(false);
  await until('marked at rest', () => app.run<boolean>('return [...document.querySelectorAll(".cm-mark-todo")].some((e) => e.textContent.includes("TODO"))'));
});
