// Highbar itself, opened for a test: where its programs lie, and a library to open.

import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { until, Window, type Options } from './driver';

export const root = resolve(import.meta.dirname, '../..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

/** A program built by cargo; the profile comes from `HIGHBAR_PROFILE` (default: debug). */
export function program(name: string): string {
  const path = join(target, process.env.HIGHBAR_PROFILE ?? 'debug', name);
  if (!existsSync(path)) throw new Error(`${path} is not built: run cargo xtask test`);
  return path;
}

/** Folder of test data, or null with a word when it is not there. */
export function testData(): string | null {
  const folder = process.env.HIGHBAR_TEST_DATA ?? resolve(root, '../shared/data');
  if (existsSync(join(folder, 'vectors'))) return folder;
  console.log(`skipped: no test data at ${folder} (set HIGHBAR_TEST_DATA)`);
  return null;
}

export function cli(...parameters: string[]): string {
  return execFileSync(program('highbar'), parameters, { encoding: 'utf8' });
}

const folders: string[] = [];
afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true, force: true, maxRetries: 5 })));

/** A folder of its own, gone when the tests end. */
export function folder(name: string): string {
  const made = mkdtempSync(join(tmpdir(), `highbar-${name}-`));
  folders.push(made);
  return made;
}

/** Path of a library file that does not exist yet. */
export function newLibrary(): string {
  return join(folder('library'), 'Guides.highbar');
}

/** A new library file holding the sample library, with one of its guides still the draft it once was. */
export function sampleLibrary(): string {
  const library = newLibrary();
  const guides = folder('guides');
  const isLab = (path: string) => /[\\/]lab$/.test(path);
  cpSync(join(root, 'guides'), guides, { recursive: true, filter: (path) => !isLab(path) });
  const draft = join(import.meta.dirname, 'drafts/the-3-hardest-things.md');
  copyFileSync(draft, join(guides, 'hardest-things-distributed-systems/index.md'));
  cli('--library', library, 'import', guides);
  return library;
}

/** Opens the app on a library (a fresh path makes an empty one) and waits for its first view. */
export async function openApp(library: string, options: Partial<Options> = {}): Promise<Window> {
  const window = await Window.open({
    program: program('highbar-desktop'), arguments: ['--library', library], ...options,
  });
  // The title names the library once it has answered; without one the view says why.
  await until('the first view', () => window.run<boolean>('return document.title.includes("—") || Boolean(document.querySelector("main h1"))'), 30_000);
  return window;
}
