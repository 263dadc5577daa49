// Spelling and grammar in the window: marked at rest, mended and taught with one key each, kept over a restart.

import { newLibrary, openApp } from './app';
import { until, type Window } from './driver';
import { PAGE } from './editor';
import { command, newDraft, saved } from './steps';

const BODY = 'The ledger is kept by zorblat, which is our own word. We recieve callbacks from a queue. Nothing is lost, and every row waits for its turn before it is written. The rest of it reads well enough for a test.\n';

const library = newLibrary();
let app: Window;

const text = () => app.run<string>('return hb.view().state.doc.toString()');
const marked = () => app.run<string[]>('return [...document.querySelectorAll(".cm-mark-slip")].map((e) => e.textContent)');
const caretIn = (words: string) => app.run('const v = hb.view(); v.dispatch({ selection: { anchor: v.state.doc.toString().lastIndexOf(arguments[0]) + 2 }, scrollIntoView: true }); v.focus();', words);
const marksAre = (...words: string[]) => until(`the marks ${words.join(', ') || 'none'}`, async () => JSON.stringify(await marked()) === JSON.stringify(words), 60_000);

beforeAll(async () => {
  app = await openApp(library);
  await newDraft(app);
  await app.run(`${PAGE}; const v = hb.view(); v.dispatch({ changes: { from: 0, to: v.state.doc.length, insert: arguments[0] } }); v.focus();`, BODY);
});
afterAll(() => app?.close());

test('misspelt words are marked and listed beside the bar, and the bar does not count them', async () => {
  await marksAre('zorblat', 'recieve');
  const before = await app.text('.insp [role="tabpanel"]');
  await app.press('[role="tab"]', 'Language');
  await app.shows('.insp', '2 slips');
  await app.shows('.insp', 'Not part of the bar');
  await app.press('[role="tab"]', 'Bar');
  expect(await app.text('.insp [role="tabpanel"]')).toBe(before);
  expect(before).not.toContain('recieve');
});

test('F7 walks them and says them; Alt+Enter takes the suggestion, and one undo takes it back', async () => {
  await app.run('hb.view().dispatch({ selection: { anchor: 0 } }); hb.view().focus();');
  await app.keys('F7', 'F7');
  await app.shows('.cm-asked', 'receive');
  expect(await app.text('p.vh[role="status"]')).toContain('recieve. Not in the dictionary');
  await app.keys('Alt+Enter');
  expect(await text()).toContain('We receive callbacks');
  await marksAre('zorblat');
  await app.keys('Control+z');
  expect(await text()).toContain('We recieve callbacks');
  await marksAre('zorblat', 'recieve');
});

test('a suggestion is taken from the list', async () => {
  await app.press('[role="tab"]', 'Language');
  await app.press('.insp button', 'receive');
  expect(await text()).toContain('We receive callbacks');
  await app.shows('.insp', '1 slip');
});

test('one key teaches a word, and it stays known over a restart', async () => {
  await caretIn('zorblat');
  await app.keys('Alt+Shift+Enter');
  await marksAre();
  await app.shows('.insp', 'No slips');
  await saved(app);
  await app.close();
  app = await openApp(library);
  await app.find('.cm-content');
  await app.run(`${PAGE}; const v = hb.view(); v.dispatch({ changes: { from: v.state.doc.length, insert: 'One zorblat and teh end.' }, selection: { anchor: 0 } }); v.focus();`);
  await marksAre('teh');
});

test('it is taken back in the settings, and ignored in one guide', async () => {
  await command(app, 'Settings');
  await app.press('.sheet [role="tab"]', 'Language');
  await app.shows('.sheet', 'zorblat');
  await app.press('.sheet [aria-label="Take zorblat out of the dictionary"]', '');
  await app.shows('.sheet', 'No words yet');
  await app.keys('Escape');
  await marksAre('zorblat', 'zorblat', 'teh');
  await app.press('[role="tab"]', 'Language');
  await app.press('.insp li:first-of-type button', 'Ignore here');
  await marksAre('teh');
  await app.shows('.insp', '2 slips ignored in this guide');
});

test('switched off, nothing is marked and nothing is asked', async () => {
  await command(app, 'Settings');
  await app.press('.sheet [role="tab"]', 'Language');
  await app.press('.sheet [role="checkbox"]', 'Check spelling and grammar');
  await app.keys('Escape');
  await marksAre();
  await app.press('[role="tab"]', 'Language');
  await app.shows('.insp', 'Spelling and grammar are off');
  await app.press('.insp button', 'Switch on');
  await marksAre('teh');
});
