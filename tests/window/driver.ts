// Drives the built app as a person would: WebDriver over HTTP, in a virtual display of its own.
// Knows keys, clicks and pictures; knows nothing of what Highbar shows.

import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Keys that have no character. */
const KEYS: Record<string, string> = {
  Alt: '\uE00A', Backspace: '\uE003', Control: '\uE009', Delete: '\uE017', Down: '\uE015', End: '\uE010',
  Enter: '\uE007', Escape: '\uE00C', Home: '\uE011', Left: '\uE012', PageDown: '\uE00F', Right: '\uE014',
  Shift: '\uE008', Tab: '\uE004', Up: '\uE013',
  F1: '\uE031', F6: '\uE036', F7: '\uE037', F8: '\uE038',
};

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Tries until `probe` gives something, or fails with `what`. */
export async function until<T>(what: string, probe: () => Promise<T | undefined | null | false>, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
    await sleep(25);
  }
}

export interface Options {
  /** Program to drive; null = the engine's own small browser. */
  program: string | null;
  arguments?: string[];
  size?: [number, number];
  environment?: Record<string, string>;
}

/** A running program with its display, its home folder and its WebDriver session. */
export class Window {
  private session = '';
  private constructor(
    private readonly base: string,
    readonly display: string,
    readonly home: string,
    private readonly processes: ChildProcess[],
  ) {}

  static async open(options: Options): Promise<Window> {
    const [width, height] = options.size ?? [1440, 900];
    const home = mkdtempSync(join(tmpdir(), 'highbar-window-'));
    const [display, screen] = await startDisplay(width, height);
    const port = await freePort();
    const environment = {
      ...process.env,
      DISPLAY: display, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config'),
      XDG_CACHE_HOME: join(home, 'cache'), LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      TAURI_AUTOMATION: 'true', TAURI_WEBVIEW_AUTOMATION: 'true', GTK_THEME: 'Adwaita', LC_ALL: 'C.UTF-8',
      ...options.environment,
    };
    const driver = spawn('dbus-run-session', ['--', 'WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'], {
      env: environment, stdio: 'ignore', detached: true,
    });
    const window = new Window(`http://127.0.0.1:${port}`, display, home, [driver, screen]);
    await window.connect(options, width, height);
    return window;
  }

  private async connect(options: Options, width: number, height: number): Promise<void> {
    await until('WebKitWebDriver', () => fetch(`${this.base}/status`).then((r) => r.ok, () => false));
    const browser = options.program ? { binary: options.program, args: options.arguments ?? [] } : {};
    // A dialog that a hostile text opens is shut, not reported: whether scripts run is counted elsewhere.
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': browser, unhandledPromptBehavior: 'dismiss' } };
    const answer = await this.call<{ sessionId: string }>('POST', '/session', { capabilities });
    this.session = answer.sessionId;
    await this.call('POST', '/timeouts', { script: 120_000, pageLoad: 60_000, implicit: 0 });
    await this.call('POST', '/window/rect', { x: 0, y: 0, width, height });
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const session = this.session ? `/session/${this.session}` : '';
    const response = await fetch(this.base + session + path, {
      method, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (value && value.error) throw new Error(`${method} ${path}: ${value.error}: ${value.message ?? ''}`);
    return value;
  }

  /** Runs a function body in the page; arguments arrive as `arguments[n]`. */
  run<T>(script: string, ...parameters: unknown[]): Promise<T> {
    return this.call('POST', '/execute/sync', { script, args: parameters });
  }

  /** Like `run`, for scripts that call their last argument when done. */
  runLater<T>(script: string, ...parameters: unknown[]): Promise<T> {
    return this.call('POST', '/execute/async', { script, args: parameters });
  }

  goto(url: string): Promise<void> {
    return this.call('POST', '/url', { url });
  }

  async find(css: string, ms = 15_000): Promise<string> {
    return until(css, async () => {
      const found = await this.call<Record<string, string>[]>('POST', '/elements', { using: 'css selector', value: css });
      return found[0]?.[ELEMENT];
    }, ms);
  }

  async click(css: string): Promise<void> {
    await this.call('POST', `/element/${await this.find(css)}/click`, {});
  }

  /** Clicks the first element of this kind whose label or text is, or begins with, `text`. */
  async press(css: string, text: string): Promise<void> {
    const mark = `m${Math.random().toString(36).slice(2)}`;
    await until(`${css} "${text}"`, () => this.run<boolean>(
      `const words = (e) => (e.getAttribute('aria-label') || e.textContent || '').replace(/\\s+/g, ' ').trim();
       const all = [...document.querySelectorAll(arguments[0])].filter((e) => e.getClientRects().length > 0);
       const found = all.find((e) => words(e) === arguments[1]) ?? all.find((e) => words(e).startsWith(arguments[1]));
       found?.setAttribute('data-mark', arguments[2]);
       return Boolean(found);`, css, text, mark));
    await this.click(`[data-mark="${mark}"]`);
    await this.run(`document.querySelector('[data-mark="${mark}"]')?.removeAttribute('data-mark')`);
  }

  /** Presses chords one after the other: `keys('Control+Shift+p')`, `keys('a', 'Enter')`. */
  async keys(...chords: string[]): Promise<void> {
    const actions = chords.flatMap((chord) => {
      const parts = (chord.length > 1 ? chord.split('+') : [chord]).map((key) => KEYS[key] ?? key);
      const down = parts.map((value) => ({ type: 'keyDown', value }));
      return [...down, ...parts.reverse().map((value) => ({ type: 'keyUp', value }))];
    });
    await this.call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Types a text character by character into what has the focus. */
  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => {
      const key = value === '\n' ? KEYS.Enter : value;
      return [{ type: 'keyDown', value: key }, { type: 'keyUp', value: key }];
    });
    await this.call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  text(css: string): Promise<string> {
    return this.run<string>('return document.querySelector(arguments[0])?.textContent ?? ""', css);
  }

  /** Waits until an element's text contains `words`. */
  async shows(css: string, words: string, ms = 15_000): Promise<void> {
    await until(`${css} shows "${words}"`, async () =>
      this.run<boolean>(
        'return [...document.querySelectorAll(arguments[0])].some((e) => (e.textContent ?? "").replace(/\\s+/g, " ").includes(arguments[1]))',
        css, words), ms);
  }

  /** Another size; the display has to be as large. */
  async resize(width: number, height: number): Promise<void> {
    await this.call('POST', '/window/rect', { x: 0, y: 0, width, height });
    await until(`a window of ${width} × ${height}`, () =>
      this.run<boolean>('return innerWidth === arguments[0] && innerHeight === arguments[1]', width, height));
  }

  /** Takes the pointer off everything. */
  async pointAway(): Promise<void> {
    await this.call('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [{ type: 'pointerMove', duration: 0, x: 1, y: 1 }] }],
    });
  }

  /** Puts the pointer on a place of the page. */
  async pointAt(x: number, y: number): Promise<void> {
    await this.call('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [{ type: 'pointerMove', duration: 0, x: x - 1, y }, { type: 'pointerMove', duration: 30, x, y }] }],
    });
  }

  /** Waits until fonts are loaded, nothing moves and a few frames have been drawn. */
  async settle(): Promise<void> {
    await this.runLater(`const done = arguments[0];
      const still = () => document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity);
      const look = (calm) => requestAnimationFrame(() => calm > 3 ? done() : look(still() ? calm + 1 : 0));
      document.fonts.ready.then(() => look(0));`);
  }

  /** The screen from its top left corner as a person sees it, native dialogs and all. */
  picture(file: string, [width, height]: [number, number]): void {
    mkdirSync(dirname(file), { recursive: true });
    execFileSync('import', ['-display', this.display, '-window', 'root', '-crop', `${width}x${height}+0+0`, '+repage', file]);
  }

  /** Types into a native dialog, which WebDriver cannot see: keys go to the display itself. */
  native(...parameters: string[]): string {
    return execFileSync('xdotool', parameters, { env: { ...process.env, DISPLAY: this.display }, encoding: 'utf8' });
  }

  /** The id of a native window that is open, or "" when there is none. */
  nativeWindow(title: string): string {
    try {
      return this.native('search', '--onlyvisible', '--name', title).trim().split('\n').pop() ?? '';
    } catch {
      return '';
    }
  }

  /** Waits for a native file dialog, gives it a path by keyboard, and waits until it has gone. */
  async choosePath(title: string, path: string): Promise<void> {
    const dialog = await until(`the dialog “${title}”`, async () => this.nativeWindow(title));
    this.native('windowfocus', '--sync', dialog);
    await this.screenRests();
    this.native('key', 'slash');
    await this.screenRests();
    this.native('key', 'ctrl+a');
    this.native('type', '--delay', '2', path);
    await this.screenRests();
    this.native('key', 'Return');
    await until(`the dialog “${title}” closes`, async () => this.nativeWindow(title) === '');
  }

  /** Waits until the whole screen looks the same twice: for what WebDriver cannot see. */
  private async screenRests(): Promise<void> {
    const look = () => execFileSync('import', ['-display', this.display, '-window', 'root', 'rgb:-'], { maxBuffer: 1 << 28 });
    let before = look();
    await until('the screen rests', async () => {
      await sleep(120);
      const now = look();
      const rests = now.equals(before);
      before = now;
      return rests;
    });
  }

  async close(): Promise<void> {
    await this.call('DELETE', '').catch(() => undefined);
    for (const child of this.processes) {
      try {
        process.kill(child.spawnargs[0] === 'Xvfb' ? child.pid! : -child.pid!);
      } catch {
        // Already gone.
      }
    }
    await sleep(100);
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startDisplay(width: number, height: number): Promise<[string, ChildProcess]> {
  for (let number = 210; number < 400; number += 1) {
    if (existsSync(`/tmp/.X${number}-lock`)) continue;
    const screen = spawn('Xvfb', [`:${number}`, '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], { stdio: 'ignore' });
    await until('Xvfb', async () => screen.exitCode !== null || existsSync(`/tmp/.X11-unix/X${number}`));
    if (screen.exitCode === null) return [`:${number}`, screen];
  }
  throw new Error('no free display');
}
