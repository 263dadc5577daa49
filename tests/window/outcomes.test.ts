// Measured results: the form reads a sentence and builds one, the record is kept, the ledger shows it.

import { openApp, sampleLibrary } from './app';
import { until, type Window } from './driver';
import { command, previewShows } from './steps';
import { thin } from './views';

const TAIL = '\n\n## What changed\n\nSettlement p95 fell from 1.8 s to 240 ms. It listens on port 5432.\n\nLast words.';

let app: Window;

beforeAll(async () => {
  app = await openApp(sampleLibrary());
  await app.find('article');
  await thin(app);
  await app.run(
    `const v = hb.view(); const end = v.state.doc.length;
    v.dispatch({ changes: { from: end, insert: arguments[0] }, selection: { anchor: end + arguments[0].length }, scrollIntoView: true }); v.focus();`,
    TAIL,
  );
  await previewShows(app, 'Last words.');
});
afterAll(() => app?.close());

const text = () => app.run<string>('return hb.view().state.doc.toString()');
const caretIn = (words: string) =>
  app.run(
    'const v = hb.view(); v.dispatch({ selection: { anchor: v.state.doc.toString().lastIndexOf(arguments[0]) + 2 }, scrollIntoView: true }); v.focus();',
    words,
  );
const value = (label: string) =>
  app.run<string>(
    'return [...document.querySelectorAll(".sheet .field")].find((e) => e.querySelector("label").textContent === arguments[0])?.querySelector("input").value ?? ""',
    label,
  );
async function fill(label: string, words: string) {
  await app.run(
    '[...document.querySelectorAll(".sheet .field")].find((e) => e.querySelector("label").textContent === arguments[0]).querySelector("input").select()',
    label,
  );
  await app.type(words);
}

test('the form is filled from the sentence at the caret, and computes', async () => {
  await caretIn('Settlement p95');
  await app.keys('Control+Shift+o');
  await app.shows('.sheet', 'Outcome');
  expect([await value('Before'), await value('After')]).toEqual(['1.8 s', '240 ms']);
  await app.shows('.sheet output', '87 % less');
  await fill('After', '900 ms');
  await app.shows('.sheet output', '50 % less');
  await fill('After', '240 ms');
  await app.shows('.sheet output', '87 % less');
});

test('what is added is kept with the sentence, which counts from then on', async () => {
  await fill('Method', 'k6 at 200 virtual users');
  await app.press('.sheet button', 'Link');
  await fill('Address', 'https://example.org/run');
  await app.press('.sheet .evidence button', 'Add');
  await app.shows('.sheet .evidence', 'example.org');
  await app.press('.sheet button', 'Keep record');
  await until('the form closes', () => app.run<boolean>('return !document.querySelector(".sheet")'));
  expect(await text()).toContain('Settlement p95 fell from 1.8 s to 240 ms. It listens');
  await command(app, 'Outcome ledger');
  await app.shows('.sheet tbody', '87 % less');
  await app.shows('.sheet tbody', 'https://example.org/run');
  await app.shows('.sheet tbody', 'Evidenced');
});

test('what counts can be turned down in the ledger, and counted again with its record', async () => {
  await app.press('.sheet tbody button', 'Not an outcome');
  await app.shows('.sheet tbody tr.no', 'Not counted');
  await app.press('.sheet tbody tr.no button', 'Count it');
  await until('nothing is turned down', () => app.run<boolean>('return !document.querySelector(".sheet tr.no")'));
  await app.shows('.sheet tbody', 'https://example.org/run');
});

test('a row of the ledger leads to its sentence', async () => {
  await app.press('.sheet .go', 'Settlement p95');
  await until('the sentence is selected', async () => (await app.run<string>('return String(getSelection())')).includes('1.8 s'));
});

test('a new outcome becomes one plain sentence', async () => {
  await caretIn('Last words');
  await app.run(
    'const v = hb.view(); const end = v.state.doc.length; v.dispatch({ changes: { from: end, insert: "\\n\\n" }, selection: { anchor: end + 2 } }); v.focus();',
  );
  await app.keys('Control+Shift+o');
  await app.shows('.sheet', 'New outcome');
  await fill('Metric', 'Cold start');
  await fill('Before', '3 s');
  await fill('After', '1.2 s');
  await app.shows('.sheet output', '60 % less');
  await app.press('.sheet button', 'Insert sentence');
  await until('the sentence stands in the text', async () => /Cold start.*3 s.*1\.2 s/.test(await text()));
});

/** Puts the pointer on the last place of some words until a box there says something; the text may still scroll. */
async function boxAt(words: string, css: string, says: string): Promise<void> {
  await until(`${css} at ${words}`, async () => {
    await app.pointAway();
    await app.run(
      `const v = hb.view(); const at = v.state.doc.toString().lastIndexOf(arguments[0]) + 2;
      v.dispatch({ effects: v.constructor.scrollIntoView(at, { y: 'center' }) });`,
      words,
    );
    await app.settle();
    const { x, y } = await app.run<{ x: number; y: number }>(
      `const v = hb.view(); const { left, top } = v.coordsAtPos(v.state.doc.toString().lastIndexOf(arguments[0]) + 2);
      return { x: Math.round(left), y: Math.round(top) + 8 };`,
      words,
    );
    await app.pointAt(x, y);
    return app.shows(css, says, 2_000).then(() => true, () => false);
  }, 30_000);
}

test('a number that is not counted says why', () => boxAt('5432', '.cm-said', 'looks like a port'));

test('the box beside counted words turns them down, with a way back', async () => {
  await boxAt('from 1.8 s', '.hint', 'Not an outcome');
  await app.press('.hint button', 'Not an outcome');
  await app.shows('.toast', 'Not counted');
  await app.press('.toast button', 'Undo');
  await boxAt('from 1.8 s', '.hint', 'Counts for measured outcomes');
  await app.pointAway();
});

test('the evidence in the bar can be turned down, with a way back', async () => {
  await app.run('document.querySelectorAll(".checks h3 button[aria-expanded=false]").forEach((group) => group.click())');
  await app.click('[data-rule="outcomes.measured"]');
  const counted = () => app.run<string>('return document.querySelector(\'[data-rule="outcomes.measured"]\').closest(".row").innerText');
  await until('evidence is shown', async () => (await counted()).includes('Not an outcome'));
  await app.press('.insp .more .item button', 'Not an outcome');
  await app.shows('.toast', 'Not counted');
  await app.press('.toast button', 'Undo');
  await until('it counts again', async () => (await counted()).includes('Take back'));
  await command(app, 'Outcome ledger');
  await app.shows('.sheet tbody', 'https://example.org/run');
  await app.keys('Escape');
});

test('a figure that differs from the case study is pointed out, and leads to both', async () => {
  await app.run(
    `const v = hb.view(); const end = v.state.doc.length;
    v.dispatch({ changes: { from: end, insert: arguments[0] }, selection: { anchor: end }, scrollIntoView: true }); v.focus();`,
    '\n\nSee [TaskForge](/case-studies/taskforge/). Edit latency p95 fell from 2.1 s to 620 ms.\n\nThe end of it.',
  );
  await previewShows(app, 'The end of it.');
  await command(app, 'Outcome ledger');
  await app.shows('.sheet tbody .differs', 'TaskForge: below 500 ms');
  await app.shows('.sheet tbody', 'No such figure');
  await app.shows('.sheet', '1 not as in the case study');
  await app.press('.sheet .go', 'Edit latency');
  await until('the result is selected', async () => (await app.run<string>('return String(getSelection())')).includes('620 ms'));
  await command(app, 'Outcome ledger');
  await app.press('.sheet .there', 'TaskForge');
  await until('the case study is open at its figure', async () =>
    (await app.run<string>('return String(getSelection())')).includes('below 500 ms'),
  );
});
