// Every view of the window and how a person gets there, in one order that ends where it began.
// Used by whoever has to see all of them; judges nothing itself.

import { until, type Window } from './driver';
import { PAGE } from './editor';
import { command, newDraft, openGuide, openPage, previewShows, search, toEnd } from './steps';

export interface View {
  name: string;
  /** Goes there from the library. */
  open(app: Window): Promise<void>;
}

/** A guide that meets the bar, and the one that is still a draft. */
export const LEDGER = 'Scaling Isn’t the Hard Part';
export const DRAFT = 'The 3 Hardest Things';

/** Back to the library as cards, with nothing on top, nothing typed and nothing selected. */
export async function home(app: Window): Promise<void> {
  await until('nothing lies on top', async () => {
    if (!(await app.run<boolean>('return [...document.querySelectorAll(".sheet, .pop, .words-pop")].some((one) => one.getClientRects().length)'))) return true;
    await app.keys('Escape');
    return false;
  });
  await app.keys('Control+Shift+h');
  await app.find('main[aria-label="Guides"] h1');
}

async function guide(app: Window, title: string, tab?: string): Promise<void> {
  await openGuide(app, title);
  await drawn(app, tab);
}

async function page(app: Window, name: string): Promise<void> {
  await openPage(app, name);
  await drawn(app);
}

async function drawn(app: Window, tab?: string): Promise<void> {
  await app.find('iframe[sandbox]');
  await until('the preview is drawn', () => app.run<boolean>(
    'return Boolean(document.querySelector("iframe[sandbox]").contentDocument?.body?.textContent.trim())'));
  if (tab) await app.press('[role="tab"]', tab);
}

async function sheet(app: Window, name: string, title = name): Promise<void> {
  await command(app, name);
  await app.shows('.sheet h2', title);
}

async function fresh(app: Window, name: string): Promise<void> {
  await command(app, name);
  await app.find('[aria-label="Working title"]');
  await app.find('.cm-content');
}

/** A draft with a little text in it, and everything still to do. */
export async function thin(app: Window): Promise<void> {
  await newDraft(app);
  await app.run(`${PAGE}; const v = hb.view(); v.dispatch({ changes: { from: 0, to: v.state.doc.length, insert: arguments[0] } }); v.focus();`,
    `TODO say what broke. ${'Nobody knew which of the two callbacks was the true one. '.repeat(5)}\n`);
  await previewShows(app, 'TODO say what broke');
  await until('it is judged', () => app.run<boolean>('return Boolean(document.querySelector(".checks .check"))'));
}

/** A draft with two slips of language, both marked. */
async function slips(app: Window): Promise<void> {
  await newDraft(app);
  await app.run(`${PAGE}; const v = hb.view(); v.dispatch({ changes: { from: 0, to: v.state.doc.length, insert: arguments[0] } }); v.focus();`,
    `We recieve callbacks late, and they could of come twice. ${'Nobody knew which of the two was the true one. '.repeat(5)}\n`);
  await until('two slips are marked', () => app.run<boolean>('return document.querySelectorAll(".cm-mark-slip").length === 2'), 60_000);
}

export const views: View[] = [
  { name: 'library-cards', open: (app) => app.find('article').then(() => undefined) },
  {
    name: 'library-table',
    open: async (app) => {
      await command(app, 'Guides as a table');
      await app.find('[role="grid"] [data-item]');
    },
  },
  {
    name: 'library-table-card',
    open: async (app) => {
      await app.run('document.querySelector("[role=grid] [data-item]").focus()');
      await app.keys('Down', 'Down', ' ');
      await app.shows('.peek', 'To do');
    },
  },
  {
    name: 'library-search',
    open: async (app) => {
      if (await app.run<boolean>('return Boolean(document.querySelector(".peek"))')) await app.press('button', 'Hide the card');
      await command(app, 'Guides as cards');
      await search(app, 'ledger');
      await app.find('article mark');
    },
  },
  {
    name: 'library-filter',
    open: async (app) => {
      await app.press('[aria-label="Filter"] button', 'Stack');
      await app.find('.pop [role="option"]');
      await app.type('re');
    },
  },
  {
    name: 'library-no-match',
    open: async (app) => {
      await search(app, 'nosuchword');
      await app.shows('main', 'Nothing matches');
    },
  },
  {
    name: 'library-selected',
    open: async (app) => {
      await app.run('document.querySelector("[data-item]").focus()');
      await app.keys('x', 'Right', 'x');
      await app.shows('[aria-label="Status"]', '2 selected');
    },
  },
  {
    name: 'library-tags',
    open: async (app) => {
      await app.run('document.querySelector("[data-item]").focus()');
      await app.keys('x', 'Right', 'x');
      await app.press('[role="toolbar"] button', 'Tags…');
      await app.find('.sheet h2');
    },
  },
  {
    name: 'library-menu',
    open: async (app) => {
      await app.run('document.querySelector("[data-pane=sidebar] button[aria-haspopup=menu]:not(.lib)").focus()');
      await app.keys('Enter');
      await app.find('[role="menu"] [role^="menuitem"]');
    },
  },
  {
    name: 'vocabulary-new',
    open: async (app) => {
      await command(app, 'Tags');
      await app.press('main button', 'New tag');
      await app.type('ledgers');
      await app.shows('form', 'The library has ledger');
    },
  },
  { name: 'vocabulary-stack', open: (app) => command(app, 'Stack').then(() => app.shows('main h1', 'Stack')) },
  { name: 'vocabulary-case-studies', open: (app) => command(app, 'Case studies').then(() => app.shows('main h1', 'Case studies')) },
  { name: 'vocabulary-tags', open: (app) => command(app, 'Tags').then(() => app.shows('main h1', 'Tags')) },
  { name: 'guide', open: (app) => guide(app, LEDGER, 'Bar') },
  { name: 'guide-details', open: (app) => guide(app, LEDGER, 'Details') },
  { name: 'guide-outline', open: (app) => guide(app, LEDGER, 'Outline') },
  { name: 'guide-history', open: (app) => guide(app, LEDGER, 'History') },
  {
    name: 'guide-language',
    open: async (app) => {
      await slips(app);
      await app.press('[role="tab"]', 'Language');
      await app.shows('.insp', '2 slips');
    },
  },
  {
    name: 'guide-slip',
    open: async (app) => {
      await slips(app);
      await app.keys('F7');
      await app.shows('.cm-asked', 'Add to dictionary');
    },
  },
  {
    name: 'guide-picker',
    open: async (app) => {
      await guide(app, DRAFT, 'Details');
      await app.click('#field-stack');
      await app.type('post');
      await app.find('[role="option"].opt');
    },
  },
  { name: 'guide-draft', open: (app) => guide(app, DRAFT, 'Bar') },
  {
    name: 'guide-check',
    open: async (app) => {
      await guide(app, LEDGER, 'Bar');
      await app.press('.checks h3 button', 'Passing');
      await app.press('.checks .check', 'Measured outcomes');
      await app.press('.row.open .jump', 'Show');
      await until('the evidence is in view', async () => (await app.run<string>('return String(getSelection())')).includes('from'));
    },
  },
  {
    name: 'guide-words',
    open: async (app) => {
      await guide(app, LEDGER);
      await app.press('[aria-label="Status"] button', '2');
      await app.shows('[role="dialog"]', 'Not counted');
    },
  },
  {
    name: 'guide-find',
    open: async (app) => {
      await guide(app, LEDGER);
      await app.click('.cm-content');
      await app.keys('Control+f');
      await app.find('.cm-panel, .cm-search');
      await app.type('callback');
    },
  },
  {
    name: 'guide-hint',
    open: async (app) => {
      await thin(app);
      await until('a mark', () => app.run<boolean>('return Boolean(document.querySelector(".cm-mark-todo"))'));
      await app.keys('F8');
      await app.find('.cm-asked .hint');
    },
  },
  {
    name: 'guide-links',
    open: async (app) => {
      await thin(app);
      await sheet(app, 'Link first mentions');
    },
  },
  {
    name: 'guide-grid',
    open: async (app) => {
      await guide(app, LEDGER);
      await command(app, 'Comparison grid');
      await app.find('.grid input');
    },
  },
  {
    name: 'guide-outcome',
    open: async (app) => {
      await guide(app, LEDGER);
      await command(app, 'Outcome…');
      await app.shows('.sheet', 'Metric');
    },
  },
  {
    name: 'guide-ledger',
    open: async (app) => {
      await guide(app, LEDGER);
      await sheet(app, 'Outcome ledger');
    },
  },
  {
    name: 'guide-waive',
    open: async (app) => {
      await thin(app);
      await app.press('.checks .check', 'Words');
      await app.press('.row.open button', 'Waive…');
      await app.shows('.sheet h2', 'Waive');
    },
  },
  { name: 'page-case-study', open: (app) => page(app, 'TaskForge') },
  { name: 'page-stack', open: (app) => page(app, 'PostgreSQL') },
  {
    name: 'guide-write',
    open: async (app) => {
      await guide(app, LEDGER, 'Bar');
      await command(app, 'Write');
      await app.run('document.activeElement.blur()');
    },
  },
  { name: 'guide-read', open: async (app) => (await guide(app, LEDGER), command(app, 'Preview')) },
  {
    name: 'history',
    open: async (app) => {
      await guide(app, DRAFT, 'History');
      await command(app, 'Write and preview');
      await toEnd(app);
      await app.type('\nA payment that nobody asked for twice is one that a customer never notices.');
      await until('two versions', () => app.run<boolean>('return document.querySelectorAll(".history li").length > 1'));
      await app.press('button', 'Compare and restore');
      await app.shows('main', 'notices');
    },
  },
  {
    name: 'palette',
    open: async (app) => {
      await guide(app, LEDGER);
      await app.keys('Control+Shift+p');
      await app.find('[role="dialog"] [role="option"]');
      await app.type('li');
    },
  },
  {
    name: 'quick-switch',
    open: async (app) => {
      await app.keys('Control+o');
      await app.shows('[role="dialog"] [role="option"]', LEDGER);
    },
  },
  {
    name: 'export-open-checks',
    open: async (app) => {
      await guide(app, DRAFT);
      await app.keys('Control+Shift+e');
      await app.shows('.sheet', 'open check');
    },
  },
  {
    name: 'export',
    open: async (app) => {
      await guide(app, LEDGER);
      await app.keys('Control+Shift+e');
      await app.shows('.sheet', 'Nothing stops this export');
    },
  },
  { name: 'settings', open: (app) => sheet(app, 'Settings') },
  { name: 'settings-marks', open: (app) => sheet(app, 'Marks in the text', 'Settings') },
  {
    name: 'settings-language',
    open: async (app) => {
      await command(app, 'Settings');
      await app.press('.sheet [role="tab"]', 'Language');
      await app.shows('.sheet', 'Your dictionary');
    },
  },
  { name: 'settings-bar', open: (app) => sheet(app, 'The publication', 'Settings') },
  {
    name: 'settings-bar-text',
    open: async (app) => {
      await sheet(app, 'The publication', 'Settings');
      await app.press('.sheet [role="radio"]', 'bar.toml');
      await app.find('.sheet .cm-content');
    },
  },
  {
    name: 'settings-bar-health',
    open: async (app) => {
      await sheet(app, 'The publication', 'Settings');
      await app.press('.sheet [role="radio"]', 'Health');
    },
  },
  { name: 'shortcuts', open: (app) => sheet(app, 'Keyboard shortcuts') },
  { name: 'about', open: (app) => sheet(app, 'About Highbar', 'Highbar') },
  { name: 'empty-comparison', open: (app) => fresh(app, 'New comparison') },
  { name: 'empty-draft', open: (app) => fresh(app, 'New deep dive') },
  {
    name: 'trash',
    open: async (app) => {
      await fresh(app, 'New deep dive');
      await command(app, 'Move to trash');
      await app.shows('.toast', 'Moved to trash');
      await command(app, 'Trash');
      await app.shows('main', 'Untitled');
    },
  },
];
