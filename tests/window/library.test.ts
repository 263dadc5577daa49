// The library as a person uses it: found by typing, narrowed, ordered, added to, taken from and put
// back. Keys alone, wherever a person could do with keys alone.

import { openApp, sampleLibrary } from './app';
import { until, type Window } from './driver';
import { command, focusIs, openGuide, search, tabTo } from './steps';
import { DRAFT, home, LEDGER } from './views';

const MISTAKE = 'This One Backend Mistake';
const WHATSAPP = 'The Hidden Complexity';
const FIXES = 'I Designed a System';
const MESSAGING = 'I Built My Own Messaging App';

let app: Window;
const library = sampleLibrary();

beforeAll(async () => {
  app = await openApp(library);
});
afterAll(() => app.close());
beforeEach(async () => {
  await home(app);
  if (await app.run<boolean>('return Boolean(document.querySelector("[role=grid]"))')) await command(app, 'Guides as cards');
});

/** Titles in the order they are shown. */
const titles = () => app.run<string[]>(
  'return [...document.querySelectorAll("[data-list] [data-item]")].map((e) => (e.getAttribute("aria-label") ?? e.textContent).replace(/\\s+/g, " ").trim())');

/** Waits until exactly these guides are shown, in this order, each named by the start of its title. */
async function shown(...starts: string[]): Promise<void> {
  let seen: string[] = [];
  await until(`guides ${starts.join(' | ')}`, async () => {
    seen = await titles();
    return seen.length === starts.length && starts.every((start, at) => seen[at].startsWith(start));
  }, 5_000).catch((error: Error) => {
    throw new Error(`${error.message}; shown: ${seen.join(' | ')}`);
  });
}

/** Opens a filter by keyboard and ticks one of its values. */
async function filter(name: string, value: string, typed = ''): Promise<void> {
  await app.run(`document.querySelector('main header .filters button').focus()`);
  await tabToFilter(name);
  await app.keys('Enter');
  await app.find('.pop [role="listbox"]');
  if (typed) await app.type(typed);
  await until(`the option ${value}`, async () => {
    const active = await app.run<string>(`const at = document.activeElement.getAttribute('aria-activedescendant');
      return document.getElementById(at)?.querySelector('.cut')?.textContent ?? ''`);
    if (active === value) return true;
    await app.keys('Down');
    return false;
  });
  await app.keys('Enter');
  await app.keys('Escape');
  await until('the list is closed', () => app.run<boolean>('return !document.querySelector(".pop [role=listbox]")'));
}

/** Opens a menu of the head by keyboard and takes a row by its first letters. */
async function menu(name: string, row: string): Promise<void> {
  await until(`the menu ${name}`, () => app.run<boolean>(
    `const button = [...document.querySelectorAll('main header button')].find((e) => e.textContent.trim() === arguments[0]);
     button?.focus();
     return Boolean(button);`, name));
  await app.keys('Enter');
  await app.find('[role="menu"] [data-highlighted]');
  await app.type(row.split(' ')[0]);
  await until(`the row ${row}`, () => app.run<boolean>(
    'return document.querySelector("[role=menu] [data-highlighted]")?.textContent.trim().startsWith(arguments[0])', row));
  await app.keys('Enter');
}

async function tabToFilter(name: string): Promise<void> {
  for (let press = 0; press < 6; press += 1) {
    if (await app.run<boolean>('return document.activeElement.textContent.trim().startsWith(arguments[0])', name)) return;
    await app.keys('Tab');
  }
  throw new Error(`Tab does not reach the filter ${name}`);
}

test('search finds while typing, shows the words around, and lets go', async () => {
  await search(app, 'led');
  await app.shows('main', '6 guides with “led”');
  expect(await app.run<string>('return document.querySelector("article mark").textContent')).toMatch(/^led/i);
  await app.type('ger trigger');
  await shown(LEDGER);
  await app.type(' nosuchword');
  await app.shows('main', 'No guide contains “ledger trigger nosuchword”.');
  await app.keys('Escape');
  await until('all are back', async () => (await titles()).length === 6);
  expect(await app.run<string>('return document.querySelector("#search").value')).toBe('');
  await app.keys('Escape');
  await focusIs(app, 'Guides');
});

test('from the search to the hit and back, without a mouse', async () => {
  await search(app, 'multi-cluster');
  await shown(FIXES);
  await app.keys('Down');
  await focusIs(app, FIXES);
  await app.keys('Enter');
  await app.shows('h1', FIXES);
  await app.keys('Alt+Left');
  await app.find('main[aria-label="Guides"]');
});

test('filters narrow by status, tag, stack and failing check, and name what they hide', async () => {
  await filter('Stack', 'Django', 'dja');
  await shown(MISTAKE);
  await app.press('button', 'Clear filter');
  await filter('Tag', 'payments', 'pay');
  await shown(LEDGER, DRAFT);
  await filter('Failing check', 'Measured outcomes', 'outcomes');
  await shown(DRAFT);
  await filter('Status', 'Approved');
  await app.shows('main', 'There is no guide that is approved with the tag payments and a failing check “Measured outcomes”.');
  await tabTo(app, 'main .none button');
  await app.keys('Enter');
  await until('all are back', async () => (await titles()).length === 6);
});

test('a stack name on a card filters by it', async () => {
  await app.press('article .stack button', 'Kubernetes');
  await shown(FIXES);
});

test('order and layout', async () => {
  await menu('Newest first', 'By title');
  await shown(MESSAGING, FIXES, LEDGER, DRAFT, WHATSAPP, MISTAKE);
  await command(app, 'Guides as a table');
  await app.find('[role="grid"]');
  expect(await app.run<string>('return document.querySelector("[aria-sort]").textContent.trim()')).toBe('Title');
  await app.press('[role="columnheader"] button', 'Words');
  await until('most words first', async () => (await titles())[0].startsWith(LEDGER));
  const words = await app.run<number[]>(
    'return [...document.querySelectorAll("[role=gridcell].words")].map((e) => Number(e.textContent.replace(/,/g, "")))');
  expect(words).toHaveLength(6);
  expect(words).toEqual([...words].sort((a, b) => b - a));
  await app.press('[role="columnheader"] button', 'Date');
  await shown(MESSAGING, LEDGER, DRAFT, FIXES, WHATSAPP, MISTAKE);
});

test('the table by keyboard: move, look, select, open', async () => {
  await command(app, 'Guides as a table');
  await tabTo(app, '[role="grid"] [data-item]');
  await app.keys('End');
  await focusIs(app, MISTAKE);
  await app.keys('Home', 'Down', ' ');
  await app.shows('.peek', LEDGER);
  await app.shows('.peek', 'Bar met');
  await app.keys(' ');
  await until('the card is away', () => app.run<boolean>('return !document.querySelector(".peek")'));
  await app.keys('Shift+Down', 'Shift+Down');
  await app.shows('[aria-label="Status"]', '3 selected');
  await app.keys('Escape');
  await until('nothing is selected', async () => !(await app.text('[aria-label="Status"]')).includes('selected'));
  await app.keys('Home', 'Enter');
  await app.shows('h1', MESSAGING);
  await home(app);
  await command(app, 'Guides as cards');
  await app.find('article');
});

test('a new guide begins with the plan of its template', async () => {
  await app.keys('Control+n');
  await app.find('[aria-label="Working title"]');
  expect(await headings()).toEqual(['Problem', 'Approach', 'Outcome', 'Lessons']);
  await app.shows('.insp', 'The plan');
  await until('the title waits for its words', () => app.run<boolean>('return document.activeElement.ariaLabel === "Working title"'));
  await app.type('Queues that forget');
  await app.shows('h1', 'Queues that forget');
  await home(app);
  await menu('New guide', 'Comparison');
  await app.shows('.g-meta', 'Comparison');
  expect(await headings()).toEqual(['The question', 'Side by side', 'When each shines', 'Outcome', 'Lessons']);
  expect(await app.text('.cm-content')).toContain('| Fits when |');
  await home(app);
  await until('both are in the library', async () => (await titles()).filter((title) => /^(Queues that forget|Untitled)$/.test(title)).length === 2);
});

const headings = () => app.run<string[]>(
  'return [...document.querySelectorAll(".cm-line")].map((e) => e.textContent).filter((line) => line.startsWith("## ")).map((line) => line.slice(3))');

test('a duplicate is a draft of its own', async () => {
  await openGuide(app, LEDGER);
  await command(app, 'Duplicate');
  await app.shows('h1', '(copy)');
  await app.shows('.g-meta', 'Draft');
  expect(await app.text('.cm-content')).toContain('A payment provider says');
  await command(app, 'Details');
  expect(await app.run<string>('return document.querySelector("#field-slug").value')).toBe('staying-correct-2');
  await command(app, 'Move to trash');
  await app.shows('.toast', 'Moved to trash');
});

test('a guide is archived, is out of the way, and comes back', async () => {
  await tabTo(app, 'article [data-item]');
  const [first] = await titles();
  await app.keys('Home', 'x');
  await app.shows('[role="toolbar"]', '1 selected');
  await app.press('[role="toolbar"] button', 'Archive');
  await app.shows('.toast', 'Archived');
  await until('it is gone', async () => !(await titles()).includes(first));
  await command(app, 'Archived guides');
  await app.shows('main h1', 'Archive');
  await until('it is there alone', async () => (await titles()).join() === first);
  await tabTo(app, 'article [data-item]');
  await app.keys('Home', 'x');
  await app.press('[role="toolbar"] button', 'Take out');
  await app.shows('main', 'The archive is empty');
  await app.keys('Control+Shift+h');
  await until('it is back', async () => (await titles()).includes(first));
});

test('to the trash, back with Undo, and back from the trash', async () => {
  const all = (await titles()).length;
  await tabTo(app, 'article [data-item]');
  const [first, second] = await titles();
  await app.keys('Home', 'x');
  await app.shows('[role="toolbar"]', '1 selected');
  await command(app, 'Move to trash');
  await app.shows('.toast', 'Moved to trash');
  await until('it is gone', async () => !(await titles()).includes(first));
  await focusIs(app, second);
  await tabTo(app, '.toast button');
  await app.keys('Enter');
  await until('it is back', async () => (await titles()).length === all && (await titles()).includes(first));

  await openGuide(app, MISTAKE);
  await command(app, 'Move to trash');
  await app.find('main[aria-label="Guides"]');
  await command(app, 'Trash');
  await app.shows('main h1', 'Trash');
  await app.shows('main', MISTAKE);
  await app.press('main button', `Restore ${MISTAKE}`);
  await until('it left the trash', async () => !(await app.text('main ul')).includes(MISTAKE));
  await app.keys('Control+Shift+h');
  await until('it is in the library', async () => (await titles()).some((title) => title.startsWith(MISTAKE)));
});

test('the vocabulary: pages, their use, and a new word', async () => {
  await command(app, 'Stack');
  await app.shows('[aria-label="Status"]', '19 stack pages');
  await app.press('main .row', 'PostgreSQL');
  await app.shows('h1', 'PostgreSQL');
  await app.keys('Alt+Left');
  await app.press('main .uses', '1 guide with Kubernetes');
  await shown(FIXES);
  await command(app, 'Tags');
  await app.press('main button', 'New tag');
  await app.type('ledgers');
  await app.shows('form', 'The library has ledger');
  await app.keys('Control+a', 'Backspace');
  await app.type('tail-latency');
  await app.keys('Enter');
  await app.shows('main ul', 'tail-latency');
  await app.shows('[aria-label="Status"]', '1 not used by a guide');
});

test('the palette runs commands, stays when asked to, and finds guides and words', async () => {
  await app.keys('Control+Shift+p');
  await app.find('[role="dialog"] input');
  await app.type('guides as a table');
  await app.shows('[role="option"][aria-selected="true"]', 'Guides as a table');
  await app.keys('Control+Enter');
  await app.find('[role="grid"]');
  expect(await app.run<boolean>('return Boolean(document.querySelector(".palette"))')).toBe(true);
  await app.keys('Control+a');
  await app.type('guides as cards');
  await app.shows('[role="option"][aria-selected="true"]', 'Guides as cards');
  await app.keys('Enter');
  await app.find('article');
  await app.keys('Control+Shift+p');
  await app.find('[role="dialog"] input');
  await app.type('deferred');
  await app.shows('[role="dialog"] [aria-label="In guides"]', LEDGER);
  await app.keys('Escape');
  await app.keys('Control+o');
  await app.find('[role="dialog"] input');
  await app.type('whatsapp');
  await app.shows('[role="option"][aria-selected="true"]', WHATSAPP);
  await app.keys('Enter');
  await app.shows('h1', WHATSAPP);
});

test('settings change the window at once and are there the next time', async () => {
  await app.keys('Control+,');
  await app.find('.sheet');
  const paper = () => app.run<string>('return getComputedStyle(document.querySelector(".app main")).backgroundColor || getComputedStyle(document.body).backgroundColor');
  await tabTo(app, '[role="radiogroup"][aria-label="Colours"] [role="radio"]');
  await app.keys('Right');
  await until('light', () => app.run<boolean>('return document.documentElement.dataset.theme === "light"'));
  const light = await paper();
  await app.keys('Right');
  await until('dark', () => app.run<boolean>('return document.documentElement.dataset.theme === "dark"'));
  await until('another colour', async () => (await paper()) !== light);
  await tabTo(app, 'button[aria-label="Larger text"]');
  await app.keys('Enter', 'Enter');
  await until('larger text', () => app.run<boolean>('return getComputedStyle(document.documentElement).fontSize.startsWith("19.2")'));
  await app.keys('Escape');
  await openGuide(app, LEDGER);
  await until('the preview follows', () => app.run<boolean>(
    'return document.querySelector("iframe[sandbox]")?.contentDocument?.documentElement.dataset.theme === "dark"'));
  await app.close();
  app = await openApp(library);
  await app.shows('h1', LEDGER);
  await until('still dark and large', () => app.run<boolean>(
    'return document.documentElement.dataset.theme === "dark" && getComputedStyle(document.documentElement).fontSize.startsWith("19.2")'));
});
