// What a writer does by keyboard alone: names a guide, writes, meets what the bar says, states a result,
// looks at older versions and comes back.

import { openApp, sampleLibrary } from './app';
import { until, type Window } from './driver';
import { PAGE } from './editor';
import { command, focusIs } from './steps';

const TITLE = 'Reading a Write-Ahead Log by Hand When Nobody Knows Which Rows Were Copied';
const FIRST = 'The copy of the ledger is a second table in another place.';
const REST =
  'It is read at night by a program of forty lines. This guide shows how that program reads the log, what it keeps, and how it starts again from the last row that it has seen and kept.';

let app: Window;

beforeAll(async () => {
  app = await openApp(sampleLibrary());
  await app.find('article');
});
afterAll(() => app?.close());

const underlined = () =>
  app.run<string[]>('return [...document.querySelectorAll(".cm-mark-advice, .cm-mark-todo")].map((e) => e.textContent)');

test('a long title takes the lines it needs, and Enter goes on to the text', async () => {
  await app.keys('Control+n');
  await focusIs(app, 'Working title');
  const height = () => app.run<number>('return document.querySelector("textarea.said").clientHeight');
  const one = await height();
  await app.type(TITLE);
  await app.shows('header h1', TITLE);
  expect(await height()).toBeGreaterThan(1.5 * one);
  await app.keys('Enter');
  await until('the caret is in the text', () => app.run<boolean>('return document.activeElement.matches(".cm-content")'));
});

test('what is said of a paragraph is advice where it only advises, and is marked at its first sentence', async () => {
  await app.type(`${FIRST} ${REST}`);
  await until('the introduction is marked', async () => (await underlined()).includes(FIRST));
  expect((await underlined()).join(' ')).not.toContain('forty lines');
  const marked = await app.run<string>('return [...document.querySelectorAll(".cm-mark-advice")].map((e) => e.textContent).join()');
  expect(marked).toContain(FIRST);
});

test('the box beside the words closes when what it says is waived', async () => {
  await app.keys('Control+Home', 'F8');
  await app.shows('.cm-asked', 'name no problem');
  await app.press('.row.open button', 'Waive…');
  await until('the reason has the focus', () => app.run<boolean>('return document.activeElement.matches(".sheet textarea")'));
  await app.type('The next part names it, and both come out together.');
  await app.run('[...document.querySelectorAll(".sheet .field")].find((e) => e.textContent.includes("Your name")).querySelector("input").select()');
  await app.type('Ada');
  await app.press('.sheet .sheet-foot button', 'Waive');
  await until('the box closes', () => app.run<boolean>('return !document.querySelector(".sheet, .cm-asked")'));
});

test('the form for a result begins at the first part that is not known', async () => {
  await app.run(
    `${PAGE}; const v = hb.view(); const at = v.state.doc.toString().indexOf('## Outcome') + 11;
    v.dispatch({ changes: { from: at, insert: arguments[0] }, selection: { anchor: at + 5 } }); v.focus();`,
    'Over 14 days, copy lag fell from 40 s to 2 s.\n',
  );
  await app.keys('Control+Shift+o');
  await app.shows('.sheet output', '95 % less');
  await until('the focus is on the method', () =>
    app.run<boolean>('return document.activeElement.closest(".field")?.querySelector("label").textContent === "Method"'),
  );
  await app.keys('Escape');
  await until('the form closes', () => app.run<boolean>('return !document.querySelector(".sheet")'));
});

test('older versions are found by the word history; Escape comes back to the guide', async () => {
  await app.keys('Control+Shift+p');
  await app.find('[role="dialog"] input');
  await app.type('history');
  await app.shows('[role="dialog"] [role="option"]', 'Versions of this guide');
  await app.keys('Escape');
  await command(app, 'Compare and restore');
  await app.find('main[aria-label="History"]');
  await app.keys('Escape');
  await app.find('.cm-content');
  await focusIs(app, TITLE);
});

test('a version that is pressed is the one that is compared', async () => {
  await command(app, 'Versions of this guide');
  await app.press('.history li button', 'Created from the deep dive template');
  await app.find('main[aria-label="History"]');
  await until('the first revision is chosen', () =>
    app.run<boolean>('return document.querySelector("[data-pane=revisions] [aria-current=true]")?.textContent.includes("Created from")'),
  );
  await app.keys('Escape');
  await app.find('.cm-content');
});
