// For everybody: axe finds nothing in any view in either theme, every pane and control is reached and
// left by keyboard, the focus is seen, and it comes back from wherever it was taken.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { newLibrary, openApp, root, sampleLibrary } from './app';
import type { Window } from './driver';
import { command, focusIs, newDraft, openGuide, tabTo } from './steps';
import { home, LEDGER, views } from './views';

const AXE = readFileSync(join(root, 'ui/node_modules/axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Everything axe has to say about the page: all rules in this theme, what depends on colour in the other. */
async function complaints(app: Window): Promise<string[]> {
  await app.pointAway();
  await app.settle();
  if (!(await app.run<boolean>('return Boolean(window.axe)'))) await app.run(`${AXE}; window.axe = axe;`);
  return app.runLater<string[]>(`const [tags, done] = arguments;
    const said = (theme) => ({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary, target }) =>
      theme + ' ' + id + ' at ' + target.join(' ') + ': ' + html.slice(0, 160) + ' ' + (failureSummary ?? '').replace(/\\s+/g, ' ').slice(0, 240)));
    const page = document.documentElement;
    const { theme } = page.dataset;
    (async () => {
      page.dataset.theme = 'light';
      await new Promise((resolve) => setTimeout(resolve, 200));
      const light = said('light')(await axe.run(document, { runOnly: tags, iframes: false }));
      page.dataset.theme = 'dark';
      await new Promise((resolve) => setTimeout(resolve, 200));
      const dark = said('dark')(await axe.run(document, { runOnly: ['color-contrast', 'link-in-text-block'], iframes: false }));
      return [...light, ...dark];
    })().then((all) => { if (theme) page.dataset.theme = theme; else delete page.dataset.theme; done(all); }, (error) => done(['axe itself: ' + error]));`, TAGS);
}

let app: Window;

describe('in the sample library', () => {
  beforeAll(async () => {
    app = await openApp(sampleLibrary());
  });
  afterAll(() => app.close());

  test('axe sees what is wrong', async () => {
    await app.run(`document.querySelector('main').insertAdjacentHTML('beforeend',
      '<p id="wrong" style="color:#777;background:#888">pale</p><button id="nameless"></button>');`);
    const said = (await complaints(app)).join('\n');
    await app.run('document.querySelector("#wrong").remove(); document.querySelector("#nameless").remove()');
    expect(said).toMatch(/light color-contrast at #wrong/);
    expect(said).toMatch(/dark color-contrast at #wrong/);
    expect(said).toMatch(/button-name at #nameless/);
  });

  for (const view of views) {
    test(`axe: ${view.name}`, async () => {
      await home(app);
      await view.open(app);
      expect(await complaints(app)).toEqual([]);
    });
  }

  test('F6 walks the panes of a guide and back', async () => {
    await home(app);
    await openGuide(app, LEDGER);
    await command(app, 'Write and preview');
    await app.keys('Escape');
    const panes = ['sidebar', 'head', 'editor', 'preview', 'inspector', 'status'];
    await walk('F6', 'editor', panes);
    await walk('Shift+F6', 'editor', [...panes].reverse());
  });

  test('F6 walks the panes of the library, and each remembers its place', async () => {
    await home(app);
    await walk('F6', 'list', ['sidebar', 'head', 'list', 'status']);
    await app.keys('Down');
    const place = await app.run<string>('return document.activeElement.dataset.item');
    expect(place).toBeTruthy();
    await app.keys('F6', 'F6', 'F6', 'F6');
    expect(await app.run<string>('return document.activeElement.dataset.item')).toBe(place);
  });

  test('the focus is seen on every stop of Tab', async () => {
    await home(app);
    expect(await unseen()).toEqual([]);
    await openGuide(app, LEDGER);
    await app.press('[role="tab"]', 'Details');
    expect(await unseen()).toEqual([]);
  });

  test('Escape, then Tab, leaves the editor; Tab alone writes', async () => {
    await home(app);
    await newDraft(app);
    await app.click('.cm-content');
    await app.type('- one\n');
    await app.keys('Tab');
    expect(await app.run<boolean>('return document.activeElement.matches(".cm-content")')).toBe(true);
    await app.keys('Escape', 'Tab');
    expect(await app.run<boolean>('return document.activeElement.matches(".cm-content")')).toBe(false);
    const described = await app.run<string>(
      'return document.getElementById(document.querySelector(".cm-content").getAttribute("aria-describedby"))?.textContent ?? ""');
    expect(described).toContain('Escape, then Tab');
  });

  test('the focus comes back after sheets, the palette and menus', async () => {
    await home(app);
    await tabTo(app, '[data-pane="status"] button');
    for (const open of ['Enter', 'Control+Shift+p', 'Control+o', 'F1', 'Control+Shift+e']) {
      await app.keys(open);
      await app.find('[role="dialog"]');
      expect(await app.run<boolean>('return document.querySelector("[role=dialog]").contains(document.activeElement)')).toBe(true);
      await app.keys('Escape');
      await focusIs(app, 'Settings');
    }
    await app.run('document.querySelector("button.lib").focus()');
    await app.keys('Enter');
    await app.find('[role="menu"]');
    await app.keys('Down', 'Escape');
    await focusIs(app, 'Guides');
    await openGuide(app, LEDGER);
    await app.click('.cm-content');
    await app.keys('Control+Shift+p');
    await app.find('[role="dialog"] input');
    await app.keys('Escape');
    await focusIs(app, 'Text');
  });

  test('a sheet keeps the focus inside', async () => {
    await home(app);
    await app.keys('Control+,');
    await app.find('.sheet');
    for (let press = 0; press < 25; press += 1) {
      await app.keys('Tab');
      expect(await app.run<boolean>('return document.querySelector(".sheet").contains(document.activeElement)')).toBe(true);
    }
    await app.keys('Escape');
  });
});

describe('where there is little to show', () => {
  afterEach(() => app.close());

  test('axe: an empty library', async () => {
    app = await openApp(newLibrary());
    await app.shows('main', 'Open the sample library');
    expect(await complaints(app)).toEqual([]);
  });

  test('axe: a damaged library', async () => {
    const library = newLibrary();
    writeFileSync(library, 'This is no library.');
    app = await openApp(library);
    await app.shows('main', 'damaged');
    expect(await complaints(app)).toEqual([]);
  });
});

/** Presses `key` until the focus is in `start`, then once per pane: they come in this order from there. */
async function walk(key: string, start: string, order: string[]): Promise<void> {
  const pane = () => app.run<string>('return document.activeElement?.closest("[data-pane]")?.dataset.pane ?? ""');
  for (let press = 0; press < 8 && (await pane()) !== start; press += 1) await app.keys(key);
  const at = order.indexOf(start);
  const seen: string[] = [await pane()];
  for (let step = 1; step < order.length; step += 1) {
    await app.keys(key);
    seen.push(await pane());
  }
  expect(seen).toEqual([...order.slice(at), ...order.slice(0, at)]);
  await app.keys(key);
  expect(await pane()).toBe(start);
}

/** Walks Tab through the whole window; answers with the stops where no focus can be seen. */
async function unseen(): Promise<string[]> {
  await app.run('document.activeElement?.blur(); document.querySelectorAll("[data-stop]").forEach((e) => e.removeAttribute("data-stop"))');
  const bad: string[] = [];
  let stops = 0;
  for (; stops < 120; stops += 1) {
    await app.keys(...(await app.run<boolean>('return Boolean(document.activeElement?.matches(".cm-content"))') ? ['Escape', 'Tab'] : ['Tab']));
    const said = await app.run<string | null>(`
      const e = document.activeElement;
      if (!e || e === document.body || e.dataset.stop) return null;
      e.dataset.stop = 'seen';
      const drawn = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
      const here = [e, e.parentElement, e.parentElement?.parentElement].filter(Boolean);
      const caret = e.matches('.cm-content');
      const grip = e.matches('[role="separator"]') && getComputedStyle(e, '::before').content !== 'none';
      const visible = caret || grip || here.some((one) => [null, '::after', '::before'].some((part) => drawn(getComputedStyle(one, part))));
      return visible ? '' : e.outerHTML.slice(0, 160);`);
    if (said === null) break;
    if (said) bad.push(said);
  }
  expect(stops).toBeGreaterThan(8);
  return bad;
}
