// Every hostile text in the real window: none runs a script, none reaches the network, none moves
// the frame. With the controls that show this test can see scripts run and requests arrive.

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { newLibrary, openApp, testData } from './app';
import { Window } from './driver';
import { FEED, PAGE } from './editor';
import { newDraft } from './steps';

interface Vector {
  id: string;
  text: string;
}

const SETS = ['ammonia', 'bleach', 'dompurify', 'h5sc', 'markdown_authored', 'markdown_cve', 'markdown_extra', 'ui_redress', 'bidi_invisible'];
/** Two entries hang any browser by arithmetic alone; they belong to the core's tests of long work. */
const BOMBS = new Set(['h5sc-013', 'h5sc-014']);

/** The project's own small set: always there. */
const OWN: Vector[] = [
  { id: 'own-script', text: '<script>alert(1)</script>' },
  { id: 'own-onerror', text: '<img src=x onerror=alert(1)>' },
  { id: 'own-heading', text: '# H {onclick=alert(1)}' },
  { id: 'own-link', text: '[x](javascript:alert(1))' },
  { id: 'own-svg', text: '<svg><animate onbegin=alert(1) attributeName=x dur=1s>' },
  { id: 'own-refresh', text: '<meta http-equiv=refresh content="0;url=data:text/html,<script>alert(1)</script>">' },
  { id: 'own-frame', text: '<iframe srcdoc="<script>top.alert(1)</script>"></iframe>' },
  { id: 'own-fence', text: '```<style/onload=alert(1)>\nx\n```' },
];

function load(folder: string, name: string): Vector[] {
  const entries = JSON.parse(readFileSync(join(folder, 'vectors', `${name}.json`), 'utf8')) as Record<string, unknown>[];
  return entries.flatMap((entry) => {
    const parts = entry.parts as { text: string; repeat: number }[] | undefined;
    const made = parts?.map((part) => part.text.repeat(part.repeat)).join('');
    const text = (entry.markdown ?? entry.html ?? made) as string | undefined;
    return typeof text === 'string' && !BOMBS.has(String(entry.id)) ? [{ id: `${name}/${String(entry.id)}`, text }] : [];
  });
}

/** Feeds all, a few dozen per call so that no call is long. */
async function feed(window: Window, vectors: Vector[]): Promise<string[]> {
  const bad: string[] = [];
  for (let at = 0; at < vectors.length; at += 40) {
    bad.push(...(await window.runLater<string[]>(FEED, vectors.slice(at, at + 40))));
  }
  return bad;
}

let app: Window;

beforeAll(async () => {
  app = await openApp(newLibrary());
  await newDraft(app);
  await app.find('iframe[sandbox]');
  await app.runLater(`${PAGE} const done = arguments[0]; hb.set('ready-to-watch'); hb.shown('ready-to-watch').then(() => { hb.hook(); done(true); })`);
});

afterAll(() => app.close());

test('the watch sees a script that runs in the frame or in the page', async () => {
  const seen = await app.run<string[]>(`hb.fired.length = 0; hb.frame().contentWindow.alert(1); window.alert(1); return [...hb.fired]`);
  expect(seen).toEqual(['frame:alert', 'app:alert']);
});

test('the frame is sealed', async () => {
  const attributes = await app.run<Record<string, string>>(
    'return Object.fromEntries([...hb.frame().attributes].map((a) => [a.name, a.value]))');
  expect(attributes.sandbox).toBe('allow-same-origin');
  expect(attributes.referrerpolicy).toBe('no-referrer');
  const policy = await app.run<string>(
    'return hb.frame().contentDocument.querySelector("meta[http-equiv=Content-Security-Policy]").content');
  expect(policy).toContain("script-src 'none'");
  expect(policy).toContain("default-src 'none'");
});

test("the project's own hostile texts do nothing", async () => {
  expect(await feed(app, OWN)).toEqual([]);
});

test('every hostile text of the test data does nothing', async () => {
  const data = testData();
  if (!data) return;
  const vectors = SETS.flatMap((name) => load(data, name));
  expect(vectors.length).toBeGreaterThan(1000);
  expect(await feed(app, vectors)).toEqual([]);
  console.log(`${vectors.length} hostile texts in the real window: none ran a script`);
});

test('none reaches a beacon on this machine', async () => {
  const data = testData();
  if (!data) return;
  const beacon = await listen();
  const vectors = load(data, 'net_exfil').map((vector) => aim(vector, beacon.port));
  expect(await feed(app, vectors)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const connections = beacon.connections;
  beacon.server.close();
  expect(connections).toBe(0);
  console.log(`${vectors.length} texts that call home: 0 connections`);
});

test('control: without walls the same engine runs scripts and calls home', async () => {
  const data = testData();
  if (!data) return;
  const raw = ['ammonia', 'bleach', 'dompurify', 'h5sc'].flatMap((name) => load(data, name));
  const beacon = await listen();
  const calls = load(data, 'net_exfil').map((vector) => aim(vector, beacon.port));
  try {
    const ran = await unguarded(beacon, raw);
    await unguarded(beacon, calls);
    console.log(`control: ${ran} of ${raw.length} run unguarded, ${beacon.requests} requests reached the beacon`);
    expect(ran).toBeGreaterThan(60);
    expect(beacon.requests).toBeGreaterThan(10);
  } finally {
    beacon.server.close();
  }
});

/** Shows texts without any wall in the engine's own small browser; how many ran a script. */
async function unguarded(beacon: Beacon, vectors: Vector[]): Promise<number> {
  for (let at = 0; at < vectors.length; at += 250) {
    const browser = await Window.open({ program: null });
    await browser.goto(`http://127.0.0.1:${beacon.port}/page`);
    const part = vectors.slice(at, at + 250).map((vector) => vector.text);
    // Some of them leave the page; what ran until then counts.
    await browser.runLater<number>(UNGUARDED, part).catch(() => undefined);
    await browser.close();
  }
  return beacon.ran;
}

/** Each text in a frame of its own without a sandbox; how many ran something. */
const UNGUARDED = `
  const [texts, done] = arguments;
  (async () => {
    let ran = 0;
    for (const text of texts) {
      const frame = document.createElement('iframe');
      let hit = false;
      window.hit = () => { hit = true; };
      frame.srcdoc = '<script>for (const n of ["alert","confirm","prompt","print","open"]) window[n] = () => parent.hit();<' + '/script>' + text;
      document.body.append(frame);
      await new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, 60); });
      try { for (const e of frame.contentDocument.querySelectorAll('*')) for (const k of ['mouseover', 'focus', 'click']) e.dispatchEvent(new Event(k, { bubbles: true, cancelable: true })); } catch { /* it navigated away */ }
      await new Promise((resolve) => setTimeout(resolve, 4));
      frame.remove();
      if (hit) { ran += 1; await fetch('/ran'); }
    }
    return ran;
  })().then(done, () => done(-1));
`;

interface Beacon {
  server: Server;
  port: number;
  connections: number;
  requests: number;
  /** Texts that ran a script, as the control page reports them. */
  ran: number;
}

async function listen(): Promise<Beacon> {
  const beacon = { connections: 0, requests: 0, ran: 0 } as Beacon;
  beacon.server = createServer((request, response) => {
    if (request.url === '/page') response.setHeader('content-type', 'text/html').end('<!doctype html><body>');
    else if (request.url === '/ran') {
      beacon.ran += 1;
      response.end();
    } else {
      beacon.requests += 1;
      response.end();
    }
  });
  beacon.server.on('connection', () => (beacon.connections += 1));
  await new Promise<void>((resolve) => beacon.server.listen(0, '127.0.0.1', resolve));
  beacon.port = (beacon.server.address() as { port: number }).port;
  return beacon;
}

function aim(vector: Vector, port: number): Vector {
  const text = vector.text.replaceAll('{B}', `http://127.0.0.1:${port}`).replaceAll('{H}', `127.0.0.1:${port}`);
  return { id: vector.id, text };
}
