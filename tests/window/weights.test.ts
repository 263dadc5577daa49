// What a rule weighs: changed with one click in the settings and beside a guide, with a way back; a rule that is often
// wrong asks; and what the history knows of checks.

import { openApp, sampleLibrary } from './app';
import { until, type Window } from './driver';
import { command, saved, score } from './steps';
import { thin } from './views';

let app: Window;

beforeAll(async () => {
  app = await openApp(sampleLibrary());
  await app.find('article');
  await thin(app);
});
afterAll(() => app?.close());

const has = (css: string, words: string) =>
  app.run<boolean>('return [...document.querySelectorAll(arguments[0])].some((e) => e.textContent.includes(arguments[1]))', css, words);
const weight = (name: string) => `.sheet button[aria-label^="${name}: "]`;
const menu = '[role="menu"] [role^="menuitem"]';
const ask = (name: string, parameters: object) =>
  app.runLater(
    'const done = arguments[arguments.length - 1]; window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then(done, (error) => done(String(error)))',
    name,
    parameters,
  );

test('one click in the settings weighs a rule, says its line, and is taken back', async () => {
  const before = await score(app);
  await command(app, 'The publication');
  await app.click(weight('Words'));
  await app.press(menu, 'Recommended');
  await app.shows('.sheet .last', 'Words: required → recommended, line');
  await app.find('.sheet button[aria-label="Words: Recommended"]');
  await until('the guide behind it is judged anew', async () => (await score(app)) !== before);
  await app.press('.sheet .last button', 'Undo');
  await until('as before', async () => (await score(app)) === before);
  await app.press('.sheet [role="radio"]', 'Rules');
  await app.find('.sheet button[aria-label="Words: Required"]');
});

test('taste can never be made required, and the menu says so', async () => {
  await app.click(weight('No hype'));
  await app.shows(menu, 'can only advise');
  expect(
    await app.run<string | null>(
      'return [...document.querySelectorAll(arguments[0])].find((e) => e.textContent.includes("Required")).getAttribute("aria-disabled")',
      menu,
    ),
  ).toBe('true');
  await app.keys('Escape');
  await app.press('.sheet button', 'Close');
});

test('a rule is turned off from its row beside the guide, and back on', async () => {
  await app.press('.checks .check', 'Words');
  await app.click('.row.open button[aria-label="What Words weighs"]');
  await app.shows(menu, 'Make recommended');
  await app.press(menu, 'Turn off for this publication');
  await app.shows('.toast', 'Words: required → off');
  await until('it is asked no more', async () => !(await has('.checks h3 + .row, .checks .row', 'Words')));
  await app.press('.toast button', 'Undo');
  await until('it is asked again', () => has('.checks .check', 'Words'));
});

test('a required rule that is often wrong asks, a no needs no form, and the health says why', async () => {
  await ask('set_settings', { settings: { person: 'Ada' } });
  for (let at = 0; at < 50; at += 1) await ask('note_use', { rule: 'images.alt', deed: at < 6 ? 'dismiss' : 'fix' });
  await app.run('const v = hb.view(); v.dispatch({ changes: { from: v.state.doc.length, insert: "\\n\\n![](a.png)\\n" } }); v.focus()');
  await app.shows('.checks h3', 'To confirm');
  await app.shows('.row.open', 'Is this a fault? 6 of 50 times it was not.');
  await app.press('.row.open button', 'No fault');
  await app.shows('.toast', 'Set aside as no fault');
  await app.shows('.checks h3', 'Waived');
  await command(app, 'The publication');
  await app.press('.sheet [role="radio"]', 'Health');
  await app.shows('.sheet tbody tr', 'Asks instead of gating: 7 of 51 findings dismissed, 14 %');
  await app.press('.sheet button', 'Close');
});

test('the history tells which checks were met then', async () => {
  await saved(app);
  await command(app, 'Versions of this guide');
  await app.press('.history .all button', 'Compare and restore');
  await app.shows('.between', 'Met then');
  await app.shows('.between', 'by the bar, the links and the answers of today');
  await app.shows('.rv[aria-current]', 'checks met');
});
