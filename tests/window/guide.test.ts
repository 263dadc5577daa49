// A guide open for work: its details, its bar, both sides in step, what its links do, its history and
// the way out as a bundle.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { cli, folder, newLibrary, openApp } from './app';
import { askToClose } from './close';
import { sleep, until, type Window } from './driver';
import { fixtureLibrary, TITLE } from './fixture';
import { command, focusIs, newDraft, openGuide, previewShows, saved, tabTo, toEnd } from './steps';
import { home } from './views';

let app: Window;

const library = fixtureLibrary();

beforeAll(async () => {
  app = await openApp(library);
});
afterAll(() => app.close());

/** The guide with both sides open, on one tab of the inspector. */
async function guide(tab: 'Bar' | 'Details' | 'Outline' | 'History'): Promise<void> {
  await home(app);
  await openGuide(app, TITLE);
  if (!(await app.run<boolean>('return Boolean(document.querySelector("[role=separator]"))'))) await command(app, 'Write and preview');
  await previewShows(app, 'keeps callbacks');
  await app.press('[role="tab"]', tab);
}

const source = () => app.run<string>('return document.querySelector(".cm-content").cmTile?.view.state.doc.toString() ?? document.querySelector(".cm-content").textContent');
const selected = () => app.run<string>('return String(getSelection())');
const caretLine = () => app.run<number>('return Number(/Ln ([\\d,]+)/.exec(document.querySelector("[aria-label=Status]").textContent)[1].replace(",", ""))');
const chips = (field: string) => app.run<string[]>(
  `return [...document.getElementById(arguments[0]).closest('.field').querySelectorAll('.chip')].map((e) => e.textContent.trim())`, field);
const active = (field: string) => app.run<string>(
  'return document.getElementById(document.getElementById(arguments[0]).getAttribute("aria-activedescendant"))?.textContent.replace(/\\s+/g, " ").trim() ?? ""', field);
const measured = (rule: string) => app.run<string>('return document.querySelector(`[data-rule="${arguments[0]}"] .val`)?.textContent.trim() ?? ""', rule);

async function into(field: string): Promise<void> {
  await app.run('document.getElementById(arguments[0]).focus()', field);
}

async function chipsAre(field: string, ...wanted: string[]): Promise<void> {
  await until(`${field} holds ${wanted.join(', ')}`, async () => (await chips(field)).join() === wanted.join());
}

describe('details', () => {
  beforeAll(() => guide('Details'));

  test('title and summary, with its length against the card', async () => {
    await app.keys('Control+Shift+d');
    await tabTo(app, '#field-title');
    await app.keys('End');
    await app.type(', twice');
    await app.shows('h1', `${TITLE}, twice`);
    await app.keys('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
    await app.keys('Tab');
    await focusIs(app, 'field-summary');
    const counter = () => app.run<string>('return document.getElementById("field-summary").closest(".field").querySelector(".hint").textContent');
    expect(await counter()).toBe('16 of 160');
    await app.keys('Control+a');
    await app.type('w'.repeat(161));
    expect(await counter()).toBe('161 of 320');
    await app.shows('[aria-label="The card on the index"]', 'w'.repeat(161));
    await saved(app);
  });

  test('tags: type, arrows, Enter takes and lets go, Backspace removes, Escape closes', async () => {
    await into('field-tags');
    await chipsAre('field-tags', 'payments');
    await app.type('pa');
    await until('the first hit is active', async () => (await active('field-tags')).startsWith('payments'));
    await app.keys('Escape');
    expect(await app.run<string>('return document.activeElement.getAttribute("aria-expanded")')).toBe('false');
    await app.keys('Control+a', 'Backspace', 'Down');
    await app.find('#field-tags-list [role="option"]');
    const first = await active('field-tags');
    await app.keys('Down');
    await until('the next is active', async () => (await active('field-tags')) !== first);
    await app.keys('Up', 'Enter');
    await until('one is changed', async () => (await chips('field-tags')).join() !== 'payments');
    await app.keys('Enter');
    await until('and changed back', async () => (await chips('field-tags')).join() === 'payments');
    await app.keys('Escape', 'Backspace');
    await chipsAre('field-tags');
    await saved(app);
  });

  test('another name of a technology folds into the one the library has', async () => {
    await into('field-stack');
    await app.type('postgres');
    await until('the alias leads there', async () => (await active('field-stack')).startsWith('PostgreSQL'));
    await app.keys('Enter');
    await chipsAre('field-stack', 'Redis', 'PostgreSQL');
    await app.keys('Escape', 'Backspace');
    await chipsAre('field-stack', 'Redis');
  });

  test('a new tag is asked about, then made', async () => {
    await into('field-tags');
    await app.type('outbox');
    await until('the offer to create', async () => (await active('field-tags')).startsWith('Create “outbox”'));
    await app.keys('Enter');
    await app.shows('.question', 'outbox is new here.');
    await tabTo(app, '.question button');
    await app.keys('Enter');
    await chipsAre('field-tags', 'outbox');
    await until('the question is settled', () => app.run<boolean>('return !document.querySelector(".question, .chip.ask")'));
  });

  test('a case study is chosen', async () => {
    await into('field-caseStudies');
    await app.type('aeg');
    await until('Aegis is active', async () => (await active('field-caseStudies')).startsWith('Aegis'));
    await app.keys('Enter');
    await chipsAre('field-caseStudies', 'NestFi', 'Aegis');
    await saved(app);
    await until('the library has it', async () => exported().includes('aegis'));
  });
});

/** Front matter and text of the guide as another program reads them. */
function exported(of = library): string {
  const place = folder('read');
  cli('--library', of, 'export', '--target', 'plain', '--draft', '--out', join(place, 'out'));
  return execFileSync('sh', ['-c', `cat ${place}/out/guides/*/index.md`], { encoding: 'utf8' });
}

describe('the bar', () => {
  beforeAll(() => guide('Bar'));

  test('one click links what is named, and the check passes', async () => {
    for (let skips = 0; !(await app.text('.next h2')).includes('Link Redis'); skips += 1) {
      if (skips > 8) throw new Error('linking Redis is never the next step');
      await app.press('.next button', 'Skip for now');
    }
    expect(await measured('links.stack')).toBe('0 of 1');
    await app.press('.next button', 'Link it');
    await until('the link is written', async () => (await source()).includes('The lock is in [Redis](/stack/redis/) and fails'));
    await until('the check passes', async () => {
      // Pressed only while it is shut, whenever the list is drawn anew.
      const shut = await app.run<boolean>(`return [...document.querySelectorAll('.checks h3 button[aria-expanded=false]')].some((e) => e.textContent.includes('Passing'))`);
      if (shut) await app.press('.checks h3 button', 'Passing');
      return (await measured('links.stack')) === '1 of 1';
    });
    expect(await app.run<string>('return document.querySelector(`[data-rule="links.stack"] .vh`).textContent')).toBe('Pass');
    await app.click('.cm-content');
    await app.keys('Control+z');
    await until('undone', async () => (await source()).includes('The lock is in Redis and fails'));
  });

  test('an outcome counts once somebody says so, and can be taken back', async () => {
    await toEnd(app);
    await app.type('\nDouble postings fell from 2,752 to 0 over 16,069 callbacks in one week.\n\nReplies arrive 35 % faster than in the last release.\n');
    await app.find('.next');
    const question = await until('a question', async () =>
      app.run<string>(`return [...document.querySelectorAll('.checks button')].find((e) => e.textContent.trim() === 'Count it') ? 'there' : ''`));
    expect(question).toBe('there');
    const before = await measured('outcomes.measured');
    await app.press('.checks button', 'Count it');
    await app.shows('.toast', 'Counted');
    await until('it counts', async () => (await measured('outcomes.measured')) !== before);
    await app.press('.toast button', 'Undo');
    await until('it counts no more', async () => (await measured('outcomes.measured')) === before);
  });

  test('a row leads to its place', async () => {
    await app.click('.cm-content');
    await app.keys('Control+Home');
    const row = '[data-rule="links.broken"]';
    await app.click(row);
    await app.press('.row.open .jump', 'Show');
    await until('the words are selected', async () => (await selected()).includes('no-such-guide'));
    expect(await caretLine()).toBe(3);
  });

  test('F8 walks the findings, Alt+Enter does what is offered', async () => {
    await app.click('.cm-content');
    await app.keys('Control+Home');
    const places: string[] = [];
    for (let press = 0; press < 4; press += 1) {
      await app.keys('F8');
      places.push(await selected());
    }
    expect(new Set(places).size).toBe(places.length);
    await app.keys('Control+Home', 'F8');
    for (let press = 0; press < 30 && (await selected()) !== 'Redis'; press += 1) await app.keys('F8');
    expect(await selected()).toBe('Redis');
    await app.keys('Alt+Enter');
    // Where several things can be done, a box asks which.
    await until('the focus is in the box', () => app.run<boolean>('return Boolean(document.activeElement.closest(".cm-asked"))'));
    for (let press = 0; press < 6 && !(await app.run<string>('return document.activeElement.textContent')).includes('Link'); press += 1) await app.keys('Tab');
    await app.keys('Enter');
    await until('the link is written', async () => (await source()).includes('[Redis](/stack/redis/)'));
  });

  test('the outline leads both sides to a section', async () => {
    await app.keys('Control+Shift+l');
    await app.press('[aria-label="Outline"] button', 'Step 20');
    await until('the caret is there', async () => (await source()).split('\n')[(await caretLine()) - 1] === '## Step 20');
    await until('the page is there', async () => Math.abs(await onPage('Step 20')) < 120);
    await until('the row is marked', () => app.run<boolean>(
      'return document.querySelector("[aria-label=Outline] [aria-current=location]")?.textContent.includes("Step 20")'));
  });
});

/** Distance of a heading from the top of the preview. */
const onPage = (heading: string) => app.run<number>(
  `const d = document.querySelector('iframe[sandbox]').contentDocument;
   return [...d.querySelectorAll('h2')].find((e) => e.textContent.trim() === arguments[0]).getBoundingClientRect().top`, heading);

/** The section that stands at the top of the editor and of the preview. */
const atTop = () => app.run<{ editor: number; page: number }>(`
  const view = document.querySelector('.cm-content').cmTile.view;
  const block = view.lineBlockAtHeight(view.scrollDOM.scrollTop + 40 - view.documentPadding.top);
  const before = view.state.doc.sliceString(0, block.from + 12).match(/## Step \\d+/g) ?? [];
  const heads = [...document.querySelector('iframe[sandbox]').contentDocument.querySelectorAll('h2')];
  const above = heads.filter((e) => e.getBoundingClientRect().top < 60);
  const number = (text) => Number(/\\d+/.exec(text ?? '')?.[0] ?? 0);
  return { editor: number(before.at(-1)), page: number(above.at(-1)?.textContent) };`);

describe('both sides', () => {
  beforeAll(() => guide('Bar'));

  /** Turns the wheel over a place, as a hand does. */
  function wheel(x: number, times: number): void {
    app.native('mousemove', String(x), '450', 'click', '--repeat', String(times), '--delay', '4', '5');
  }

  /** Until both sides have come to rest: a hand that still turns leads. */
  async function rests(): Promise<void> {
    let before = '';
    await until('both sides rest', async () => {
      await sleep(150);
      const now = await app.run<string>(`return [document.querySelector('.cm-scroller').scrollTop,
        document.querySelector('iframe[sandbox]').contentDocument.documentElement.scrollTop].join()`);
      const same = now === before;
      before = now;
      return same;
    });
  }

  async function inStep(from: number): Promise<void> {
    let seen = { editor: 0, page: 0 };
    await until('both sides show the same section', async () => {
      seen = await atTop();
      return seen.editor > from && Math.abs(seen.editor - seen.page) <= 1;
    }).catch((error: Error) => {
      throw new Error(`${error.message}; editor at step ${seen.editor}, preview at ${seen.page}`);
    });
  }

  test('scroll in step, whichever leads', async () => {
    await app.click('.cm-content');
    await app.keys('Control+Home');
    await until('both stand at the top', async () => { const { editor, page } = await atTop(); return editor <= 1 && page <= 1; });
    wheel(450, 25);
    await inStep(4);
    await rests();
    const { editor } = await atTop();
    wheel(900, 25);
    await inStep(editor + 3);
  });

  test('the divider moves by keyboard, and either side can be put away', async () => {
    await app.run('document.querySelector("[role=separator]").focus()');
    const share = () => app.run<number>('return Number(document.querySelector("[role=separator]").getAttribute("aria-valuenow"))');
    const width = () => app.run<number>('return document.querySelector(".write").clientWidth');
    const before = { share: await share(), width: await width() };
    await app.keys('Right', 'Right');
    await until('the editor is wider', async () => (await width()) === before.width + 32);
    expect(await share()).toBeGreaterThan(before.share);
    await app.keys('Home');
    await until('as narrow as may be', async () => (await width()) === 380);
    await app.keys('Control+Shift+1');
    await until('the editor alone', () => shows('.write', true, '.read', false));
    await app.keys('Control+Shift+3');
    await until('the preview alone', () => shows('.write', false, '.read', true));
    await app.keys('Control+Shift+2');
    await until('both', () => shows('.write', true, '.read', true));
    expect(await width()).toBe(380);
    await app.keys('Control+Shift+2');
  });

  const shows = (...pairs: (string | boolean)[]) => app.run<boolean>(
    `for (let i = 0; i < arguments.length; i += 2) if ((document.querySelector(arguments[i]).getClientRects().length > 0) !== arguments[i + 1]) return false; return true`, ...pairs);
});

describe('the preview', () => {
  beforeEach(async () => {
    await guide('Bar');
    await app.click('.cm-content');
    await app.keys('Control+Home');
  });

  /** Clicks a link of the preview with the real pointer. */
  async function follow(words: string): Promise<void> {
    const [x, y] = await until(`the link ${words} in view`, () => app.run<[number, number] | null>(`
      const frame = document.querySelector('iframe[sandbox]');
      const link = [...frame.contentDocument.querySelectorAll('a')].find((e) => e.textContent === arguments[0]);
      const box = link?.getClientRects()[0];
      const outer = frame.getBoundingClientRect();
      return box && box.top > 0 && box.bottom < outer.height ? [outer.left + box.left + box.width / 2, outer.top + box.top + box.height / 2] : null`, words));
    app.native('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', '1');
  }

  test('a link to a case study opens it', async () => {
    await follow('NestFi');
    await app.shows('h1', 'NestFi');
    await app.shows('.g-meta', 'Case study');
  });

  test('a link to a place scrolls there', async () => {
    await follow('the outcome');
    await until('the outcome is in view', async () => { const top = await onPage('Outcome'); return top > 0 && top < 800; });
    expect(await app.text('h1')).toBe(TITLE);
  });

  test('a link to nothing says so', async () => {
    await follow('a page that is gone');
    await app.find('.toast');
    expect(await app.text('.toast .text')).not.toBe('');
    expect(await app.text('h1')).toBe(TITLE);
    await app.press('.toast button', 'Dismiss');
  });

  test('a link that is a script is refused', async () => {
    await follow('run this');
    await app.keys('F6');
    expect(await app.run<boolean>(`return [...document.querySelector('iframe[sandbox]').contentDocument.querySelectorAll('a')]
      .find((e) => e.textContent === 'run this').hasAttribute('href')`)).toBe(false);
    expect(await app.run<string>('return document.title')).not.toBe('ran');
    expect(await app.run<string>('return document.querySelector("iframe[sandbox]").contentDocument.title')).toBe('Preview');
    await previewShows(app, 'keeps callbacks');
  });

  test('keys are heard after a click in it; what is selected can be copied', async () => {
    const [x, y] = await app.run<[number, number]>(`
      const frame = document.querySelector('iframe[sandbox]').getBoundingClientRect();
      const words = document.querySelector('iframe[sandbox]').contentDocument.querySelectorAll('p')[0].getBoundingClientRect();
      return [frame.left + words.left, frame.top + words.bottom - 14]`);
    app.native('mousemove', String(Math.round(x + 2)), String(Math.round(y)), 'mousedown', '1',
      'mousemove', String(Math.round(x + 80)), String(Math.round(y)), 'mousemove', String(Math.round(x + 150)), String(Math.round(y)), 'mouseup', '1');
    const words = await until('a selection', () => app.run<string>('return String(document.querySelector("iframe[sandbox]").contentDocument.getSelection())'));
    await until('the pane has the focus', () => app.run<boolean>('return document.activeElement.dataset.pane === "preview"'));
    await app.keys('Control+c');
    await app.click('.cm-content');
    await app.keys('Control+Home', 'Control+v');
    await until('it is pasted', async () => (await source()).startsWith(words.trim()));
    await app.keys('Control+z');
    await follow('the outcome');
    await app.keys('Control+Shift+d');
    await until('Details', () => app.run<boolean>('return document.querySelector("[role=tab][aria-selected=true]").textContent.includes("Details")'));
  });

  test('pictures of the guide are shown, those from elsewhere are named', async () => {
    await until('the picture is drawn', () => app.run<boolean>(`
      const images = [...document.querySelector('iframe[sandbox]').contentDocument.querySelectorAll('img')];
      return images.length === 1 && images[0].complete && images[0].naturalWidth > 0 && images[0].src.startsWith('guide-asset:')`));
    expect(await app.run<string>('return document.querySelector("iframe[sandbox]").contentDocument.querySelector(".picture-elsewhere").textContent'))
      .toBe('A chart on another site https://example.com/chart.png');
  });
});

describe('history', () => {
  test('an older revision comes back, and Undo takes the newer one', async () => {
    await guide('History');
    const revisions = () => app.run<number>('return document.querySelectorAll(".history li").length');
    await until('versions', async () => (await revisions()) > 0);
    await toEnd(app);
    await app.type('\nA sentence to regret.');
    await saved(app);
    await until('it is in the library', async () => exported().includes('A sentence to regret.'));
    await app.press('button', 'Compare and restore');
    await app.find('main[aria-label="History"]');
    await app.press('[data-pane="revisions"] button', 'Imported from');
    await app.shows('main', 'A sentence to regret.');
    await app.press('main button', 'Restore this revision');
    await app.find('.cm-content');
    await until('the old text', async () => !(await source()).includes('A sentence to regret.'));
    expect(await source()).toContain('The lock is in Redis and fails closed.');
    await app.press('.toast button', 'Undo');
    await until('the newer text', async () => (await source().catch(() => '')).includes('A sentence to regret.'));
  });
});

describe('export', () => {
  const place = folder('out');
  const bundle = join(place, 'bundle');

  async function sheet(): Promise<void> {
    await guide('Bar');
    await app.keys('Control+Shift+e');
    await app.shows('.sheet', '1 guide below the bar');
  }

  test('what stands below the bar is named, and goes out as a draft only when asked to', async () => {
    mkdirSync(bundle);
    await sheet();
    await app.shows('.sheet .open', TITLE);
    await app.shows('.sheet .checks', 'open checks: ');
    await app.press('.sheet .place button', 'Choose…');
    await app.choosePath('Write the bundle to', bundle);
    await app.shows('.place', bundle);
    const act = await app.run<string>('return document.querySelector(".sheet-foot .btn.first, .sheet-foot button:last-child").textContent.replace(/\\s+/g, " ").trim()');
    expect(act).toMatch(/export as draft$/i);
    await app.press('.sheet-foot button', act);
    await app.shows('.sheet h2', 'Exported');
    const manifest = JSON.parse(readFileSync(join(bundle, 'manifest.json'), 'utf8')) as { files: { path: string }[] };
    for (const { path } of manifest.files) expect(existsSync(join(bundle, path)), path).toBe(true);
    const page = manifest.files.find(({ path }) => path.endsWith('late-callbacks/index.md'))!;
    expect(readFileSync(join(bundle, page.path), 'utf8')).toContain('draft: true');
    await app.keys('Escape');
  });

  test('a zip holds the same', async () => {
    await sheet();
    await app.press('[role="radio"]', 'Zip file');
    await app.press('.sheet .place button', 'Choose…');
    const file = join(place, 'bundle.zip');
    await app.choosePath('Write the bundle to', file);
    await app.shows('.place', file);
    await app.press('.sheet-foot button', 'Accept');
    await app.shows('.sheet h2', 'Exported');
    const names = namesInZip(readFileSync(file));
    const manifest = JSON.parse(readFileSync(join(bundle, 'manifest.json'), 'utf8')) as { files: { path: string }[] };
    expect(names.sort()).toEqual([...manifest.files.map(({ path }) => path), 'manifest.json'].sort());
    await app.keys('Escape');
  });
});

/** The names in a zip's directory. */
function namesInZip(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 46, 'latin1')) {
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  return names;
}

test('closing right after the last key loses nothing', async () => {
  for (const close of ['quit', 'window']) {
    const fresh = newLibrary();
    const other = await openApp(fresh);
    await newDraft(other);
    await toEnd(other);
    const words = `Typed ${Math.random().toString(36).slice(2)} and gone.`;
    await other.type(words);
    if (close === 'quit') await other.keys('Control+q').catch(() => undefined);
    else await askToClose(other.display, Number(other.nativeWindow('Highbar')));
    await until('the window has closed', async () => other.nativeWindow('Highbar') === '');
    await other.close();
    expect(exported(fresh), close).toContain(words);
  }
});
