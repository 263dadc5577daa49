// The real window in every view, both themes and several sizes, as PNGs below target/highbar/pictures.
// Judges nothing: a person looks at them. With HIGHBAR_ACCEPT=1 it also renews the pictures in docs/.

import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { newLibrary, openApp, root, sampleLibrary } from './app';
import type { Window } from './driver';
import { command } from './steps';
import { home, views } from './views';

type Theme = 'light' | 'dark';
type Size = [number, number];

const SCREEN: Size = [2560, 1440];
const USUAL: Size = [1440, 900];
const SMALLER: Size[] = [[1100, 800], [900, 600], [720, 600]];
const folder = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'highbar/pictures');
/** Views that are also shown in other sizes. */
const SIZES: Record<string, Size[]> = {
  'guide': [...SMALLER, SCREEN],
  'guide-draft': SMALLER,
  'history': SMALLER,
  'vocabulary-stack': [[720, 600]],
  'library-table-card': [[1100, 800]],
  'guide-details': SMALLER,
  'library-cards': [...SMALLER, SCREEN],
  'library-table': SMALLER,
  'empty-draft': SMALLER,
  'export': SMALLER,
  'settings': [[720, 600]],
  'palette': [[720, 600]],
};
/** What the README shows. */
const SHOWN: Record<string, string> = {
  'guide-light': 'guide-check', 'guide-dark': 'guide-draft', 'library-light': 'library-cards', 'export-dark': 'export',
};
const only = process.env.HIGHBAR_ONLY?.split(',');

let app: Window;

afterEach(() => app?.close());

async function take(name: string, theme: Theme, size: Size): Promise<void> {
  await app.pointAway();
  await app.settle();
  const place = size === USUAL ? '' : `-${size[0]}`;
  app.picture(join(folder, `${name}${place}-${theme}.png`), size);
}

async function takeAll(name: string, theme: Theme): Promise<void> {
  await take(name, theme, USUAL);
  for (const size of SIZES[name] ?? []) {
    await app.resize(...size);
    await take(name, theme, size);
  }
  if (name === 'guide-draft') await takeOver(theme);
  if (SIZES[name]) await app.resize(...USUAL);
}

/** The inspector over the text, where it is folded away. */
async function takeOver(theme: Theme): Promise<void> {
  for (const size of [[900, 600], [720, 600]] as Size[]) {
    await app.resize(...size);
    await command(app, 'Bar');
    await app.find('.insp');
    await take('guide-over', theme, size);
    await app.keys('Escape');
  }
}

async function open(library: string, theme: Theme): Promise<void> {
  app = await openApp(library, { size: SCREEN });
  await app.resize(...USUAL);
  await command(app, theme === 'light' ? 'Light' : 'Dark');
}

for (const theme of ['light', 'dark'] as const) {
  test(`every view, ${theme}`, async () => {
    await open(sampleLibrary(), theme);
    for (const view of views) {
      if (only && !only.includes(view.name)) continue;
      await home(app);
      await view.open(app).catch((error: Error) => {
        app.picture(join(folder, 'stuck.png'), USUAL);
        throw new Error(`${view.name}: ${error.message} (see ${join(folder, 'stuck.png')})`);
      });
      await takeAll(view.name, theme);
    }
  });

  test(`before there is anything, ${theme}`, async () => {
    await open(newLibrary(), theme);
    await app.shows('main', 'Open the sample library');
    await takeAll('library-empty', theme);
  });
}

test('a library that is damaged', async () => {
  const file = newLibrary();
  writeFileSync(file, 'This is no library.');
  app = await openApp(file, { size: SCREEN });
  await app.resize(...USUAL);
  await takeAll('trouble', 'light');
});

test.runIf(process.env.HIGHBAR_ACCEPT)('pictures of the README', () => {
  mkdirSync(join(root, 'docs'), { recursive: true });
  for (const [name, view] of Object.entries(SHOWN)) {
    const theme = name.split('-')[1];
    const to = join(root, 'docs', `${name}.png`);
    execFileSync('convert', [join(folder, `${view}-${theme}.png`), '+dither', '-colors', '256', '-define', 'png:compression-level=9', '-strip', to]);
    expect(statSync(to).size).toBeLessThan(300_000);
  }
});
