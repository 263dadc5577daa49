// The bar itself: rules set aside with a reason, a publication's own numbers, and a comparison as a grid.

import { openApp, sampleLibrary } from './app';
import { until, type Window } from './driver';
import { command, previewShows, score } from './steps';
import { thin } from './views';

let app: Window;

beforeAll(async () => {
  app = await openApp(sampleLibrary());
  await app.find('article');
  await thin(app);
});
afterAll(() => app?.close());

const text = () => app.run<string>('return hb.view().state.doc.toString()');
const row = (name: string) => app.press('.checks .check', name);

test('a rule is waived with a reason, is shown as waived, and comes back', async () => {
  await row('Words');
  await app.press('.row.open button', 'Waive…');
  await app.shows('.sheet h2', 'Waive');
  await app.run('document.querySelector(".sheet textarea").focus()');
  await app.type('Too short');
  await app.shows('.sheet .hint', '9 of 15');
  expect(
    await app.run<string>(
      'return [...document.querySelectorAll(".sheet button")].find((e) => e.textContent.trim() === "Waive").getAttribute("aria-disabled")',
    ),
  ).toBe('true');
  await app.type(', and agreed so with the editors');
  await app.run(
    'const name = [...document.querySelectorAll(".sheet .field")].find((e) => e.textContent.includes("Your name")).querySelector("input"); name.select()',
  );
  await app.type('Ada');
  const before = await score(app);
  await app.press('.sheet .sheet-foot button', 'Waive');
  await until('the dialog closes', () => app.run<boolean>('return !document.querySelector(".sheet")'));
  await app.shows('.checks', 'Waived');
  await app.shows('header .g-meta', '1 waiver');
  expect(await score(app)).toBe(before);
  await app.press('.checks h3 button', 'Waived');
  await until('the row', () =>
    app.run<boolean>(
      'return [...document.querySelectorAll(".checks .check")].some((e) => e.textContent.includes("Waived") && e.textContent.includes("Words"))',
    ),
  );
  if (!(await app.run<boolean>('return [...document.querySelectorAll(".row.open")].some((e) => e.textContent.includes("by Ada"))')))
    await row('Words');
  await app.shows('.row.open', 'by Ada');
  await app.press('.row.open button', 'Take back');
  await until('to do again', () => app.run<boolean>('return !document.querySelector("header .g-meta").textContent.includes("waiver")'));
});

test('a bar of its own: a mistake is shown at its line and changes nothing, a number applies', async () => {
  await command(app, 'The publication');
  await app.press('.sheet [role="radio"]', 'bar.toml');
  await app.find('.sheet .cm-content');
  const set = (words: string) =>
    app.run(
      `const c = document.querySelector('.sheet .cm-content'); const t = c.cmTile ?? c.cmView; const v = t.view ?? t.root?.view ?? t.rootView?.view;
    v.dispatch({ changes: { from: 0, to: v.state.doc.length, insert: arguments[0] } });`,
      words,
    );
  await set('version = 1\n\n[length.words]\nmin = "many"\n');
  await app.press('.sheet button', 'Use this bar');
  await app.shows('.sheet [role="alert"]', 'Line 4');
  await app.shows('.sheet', 'Not in use');
  await set('version = 1\n\n[length.words]\nmin = 40\n');
  await app.press('.sheet button', 'Use this bar');
  await until('no problem is left', () => app.run<boolean>('return !document.querySelector(".sheet [role=alert]")'));
  await app.press('.sheet button', 'Close');
  await app.press('.checks h3 button', 'Passing');
  await app.shows('.checks', 'of 40');
});

test('the grid fills a cell and leaves every other byte alone', async () => {
  const table = '| Criterion | NestJS | Fastify |\n|---|---|---|\n| Cold start | 240 ms |  |\n| Licence | MIT | MIT |';
  await app.run(
    'const v = hb.view(); const end = v.state.doc.length; v.dispatch({ changes: { from: end, insert: "\\n\\n" + arguments[0] + "\\n\\nEnd." }, selection: { anchor: end + 12 } }); v.focus();',
    table,
  );
  await previewShows(app, 'End.');
  const before = await text();
  await app.keys('Alt+Enter');
  await app.find('.grid input');
  await until('the hole has the focus', () =>
    app.run<boolean>('return document.activeElement.getAttribute("aria-label") === "Cold start, Fastify"'),
  );
  await app.type('180 ms');
  await app.keys('Enter');
  await app.shows('.grid', 'All 4 cells filled');
  await app.keys('Escape');
  await until('back in the text', () => app.run<boolean>('return document.activeElement.matches(".cm-content")'));
  expect(await text()).toBe(before.replace('| 240 ms |  |', '| 240 ms | 180 ms |'));
  await previewShows(app, '180 ms');
});
