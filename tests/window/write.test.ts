// Writing: what is typed is shown, judged, saved within a second, and still there after the worst end.

import { execFileSync } from 'node:child_process';

import { cli, newLibrary, openApp, sampleLibrary } from './app';
import { sleep, until, type Window } from './driver';
import { newDraft, openGuide, preview, previewShows, saved, toEnd } from './steps';

const MIXED = 'Кириллица, 漢字 и 🚀 together';

let app: Window;

afterEach(() => app?.close());

test('an empty library offers the sample; it opens with six guides', async () => {
  app = await openApp(newLibrary());
  await app.press('button', 'Open the sample library');
  await app.shows('main', 'Scaling Isn’t the Hard Part — Staying Correct Is');
  await app.shows('main', 'The Hidden Complexity Behind ‘Simple’ Apps Like WhatsApp');
  await app.shows('[aria-label="Status"]', '6 guides');
});

test('typing shows in the preview and is saved by itself', async () => {
  const library = newLibrary();
  app = await openApp(library);
  await newDraft(app);
  await toEnd(app);
  await app.type(`\n## Test\n\n${MIXED} **bold**.`);
  await previewShows(app, `${MIXED} bold.`);
  await saved(app);
  const listed = JSON.parse(cli('--library', library, 'list', '--json')) as unknown;
  expect(JSON.stringify(listed)).toContain('draft');
  expect(await app.run<string>(
    'return document.querySelector("iframe[sandbox]").contentDocument.querySelector("strong").textContent')).toBe('bold');
});

test('everything said to be saved survives kill -9', async () => {
  const library = newLibrary();
  for (let round = 0; round < 4; round += 1) {
    app = await openApp(library);
    if (round === 0) await newDraft(app);
    else await app.find('.cm-content');
    await toEnd(app);
    const words = `Round ${round} kept ${Math.random().toString(36).slice(2)}`;
    await app.type(` ${words}.`);
    await previewShows(app, words);
    await sleep(round * 120);
    await saved(app);
    await until('the revision is on the disk', async () => stored(library).includes(words));
    execFileSync('pkill', ['-9', '-f', `highbar-desktop.*${library}`]);
    await app.close();
    for (let before = 0; before <= round; before += 1) expect(stored(library)).toContain(`Round ${before} kept`);
  }
  app = await openApp(library);
  await app.find('.cm-content');
  expect(await app.text('.cm-content')).toContain('Round 3 kept');
});

test('undo, an answer of the bar, and a fix by keyboard', async () => {
  app = await openApp(sampleLibrary());
  await openGuide(app, 'This One Backend Mistake');
  await toEnd(app);
  await app.type('\n\nA word too much.');
  await previewShows(app, 'A word too much.');
  await app.keys('Control+z', 'Control+z', 'Control+z');
  await until('undone', async () => !(await preview(app)).includes('A word too much.'));
  await app.find('[aria-label="Next step"]');
});

/** Text of the only guide, as another program reads it. */
function stored(library: string): string {
  const folder = `${library}-out`;
  cli('--library', library, 'export', '--target', 'plain', '--draft', '--out', folder);
  return execFileSync('sh', ['-c', `cat ${folder}/guides/*/index.md`], { encoding: 'utf8' });
}
