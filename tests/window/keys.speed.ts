// P7 and P8: one key typed into a long guide in the real window, against a bare editor and against
// the usual preview (markdown-it and innerHTML) in the same web engine.
//
// Pixels are measured from outside, on the display (`cargo xtask pixels`): the letter is typed near the
// start of a line and the rest of that line is watched, so that a blinking caret is never in view.
// The preview is measured in the page: from the key to the second animation frame after the change.
// Nothing is asserted; figures are printed.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cli, newLibrary, openApp, root } from './app';
import { sleep, until, Window } from './driver';
import { PAGE } from './editor';
import { serve } from './pages';
import { openGuide } from './steps';

const SIZES = [100, 1000];
const KEYS = 100;
const pages = join(root, 'target/highbar/peer-pages');

/** About `kb` thousand bytes made of the longest sample guide. */
function text(kb: number): string {
  const guides = readdirSync(join(root, 'guides'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const bodies = guides.flatMap((entry) => {
    try {
      return [readFileSync(join(root, 'guides', entry.name, 'index.md'), 'utf8').split('---\n').slice(2).join('---\n')];
    } catch {
      return [];
    }
  });
  const longest = bodies.sort((a, b) => b.length - a.length)[0] ?? '';
  let made = '';
  for (let part = 0; made.length < kb * 1000; part += 1) made += longest.replaceAll('\n\n', `\n\nPart ${part}. `);
  return made;
}

function quantile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

function report(what: string, samples: number[]): void {
  console.log(`${what.padEnd(64)} p50 ${quantile(samples, 0.5).toFixed(1)} ms  p95 ${quantile(samples, 0.95).toFixed(1)} ms  (${samples.length} keys)`);
}

/** Brings the caret near the start of a long line in the middle, and tells where that line is. */
const PLACE = `${PAGE}
  const v = hb.view();
  const doc = v.state.doc;
  let line = doc.line(Math.floor(doc.lines / 2));
  while (line.length < 60 || /^[\\s\`#|>*\\-]/.test(line.text)) line = doc.line(line.number + 1);
  v.dispatch({ selection: { anchor: line.from + 3 }, scrollIntoView: true });
  v.focus();
  const centre = () => { v.scrollDOM.scrollTop += (v.coordsAtPos(line.from)?.top ?? 0) - innerHeight / 2; };
  setTimeout(centre, 200);
  setTimeout(centre, 500);
  return new Promise((resolve) => setTimeout(() => {
    const at = v.coordsAtPos(line.from);
    resolve({ x: Math.round(at.left), y: Math.round(at.top), height: Math.round(at.bottom - at.top), bar: Math.max(0, outerHeight - innerHeight) });
  }, 1000));
`;

interface Spot {
  x: number;
  y: number;
  height: number;
  bar: number;
}

/** Milliseconds from key to pixel, as the display shows them. */
async function pixels(window: Window): Promise<number[]> {
  const spot = await window.runLater<Spot>(`const done = arguments[arguments.length - 1]; (() => {${PLACE}})().then(done)`);
  await sleep(2500);
  const region = [spot.x + 90, spot.bar + spot.y, 220, Math.max(8, spot.height)].map(String);
  const out = execFileSync('cargo', ['xtask', 'pixels', window.display, ...region, String(KEYS)], { cwd: root, encoding: 'utf8' });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '[]') as number[];
}

async function bare(page: string, body: string): Promise<Window> {
  const { port, server } = await serve(pages, { 'text.md': body });
  const window = await Window.open({ program: null });
  await window.goto(`http://127.0.0.1:${port}/${page}`);
  await window.find('.cm-content', 60_000);
  server.unref();
  return window;
}

async function app(body: string): Promise<Window> {
  const folder = mkdtempSync(join(tmpdir(), 'highbar-speed-'));
  mkdirSync(join(folder, 'guides/measured'), { recursive: true });
  const head = '---\nkind: deep-dive\ntitle: Measured guide\nslug: measured\nstack: [Redis, PostgreSQL]\n---\n';
  writeFileSync(join(folder, 'guides/measured/index.md'), head + body);
  const library = newLibrary();
  cli('--library', library, 'import', join(root, 'guides'));
  cli('--library', library, 'import', folder);
  const window = await openApp(library);
  await openGuide(window, 'Measured guide');
  await until('the preview is drawn', () => window.run<boolean>(
    'return (document.querySelector("iframe[sandbox]")?.contentDocument?.body?.textContent ?? "").length > 1000'), 60_000);
  return window;
}

/** Watches the preview: from each key to the frame after its change is in the document. */
const WATCH = `${PAGE}
  window.times = [];
  window.patched = [];
  let pressed = 0;
  addEventListener('keydown', () => { pressed = performance.now(); }, { capture: true });
  const seen = new MutationObserver(() => {
    const since = pressed;
    if (!since) return;
    pressed = 0;
    window.patched.push(performance.now() - since);
    requestAnimationFrame(() => requestAnimationFrame(() => window.times.push(performance.now() - since)));
  });
  seen.observe(hb.body(), { childList: true, subtree: true, characterData: true, attributes: true });
`;

async function press(window: Window, count: number): Promise<void> {
  for (let key = 0; key < count; key += 1) {
    window.native('key', 'e');
    await sleep(120);
  }
}

for (const kb of SIZES) {
  test(`P7 key to pixel, ${kb} kB`, async () => {
    const body = text(kb);
    const peer = await bare('bare.html', body);
    const theirs = await pixels(peer).finally(() => peer.close());
    const window = await app(body);
    const ours = await pixels(window).finally(() => window.close());
    report(`P7 ${kb} kB, bare CodeMirror in the same engine`, theirs);
    report(`P7 ${kb} kB, Highbar with preview and bar`, ours);
    console.log(`   ratio of p95: ${(quantile(ours, 0.95) / quantile(theirs, 0.95)).toFixed(2)} (goal 1.3; ${kb === 100 ? 16.7 : 33} ms)`);
  });

  test(`P8 key to preview, ${kb} kB`, async () => {
    const body = text(kb);
    const peer = await bare('peer.html', body);
    await peer.runLater(`const done = arguments[arguments.length - 1]; (() => {${PLACE}})().then(done)`);
    await press(peer, KEYS);
    const theirs = await peer.run<number[]>('return window.times');
    await peer.close();
    const window = await app(body);
    await window.runLater(`const done = arguments[arguments.length - 1]; (() => {${PLACE}})().then(done)`);
    await window.run(WATCH);
    await press(window, KEYS);
    const ours = await window.run<number[]>('return window.times');
    const patched = await window.run<number[]>('return window.patched');
    await window.close();
    report(`P8 ${kb} kB, markdown-it and innerHTML in the same engine`, theirs);
    report(`P8 ${kb} kB, Highbar`, ours);
    report(`P8 ${kb} kB, Highbar, until the document is patched`, patched);
    console.log(`   peer / ours at p95: ${(quantile(theirs, 0.95) / quantile(ours, 0.95)).toFixed(1)} (goal 4 at 1 MB; ${kb === 100 ? 33 : 50} ms)`);
  });
}
