// A library with one guide made for trying everything on: something to link, to count, to follow, to
// see and to scroll.

import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cli, folder, newLibrary, root } from './app';

export const TITLE = 'Late callbacks, kept late';

const FRONT = `---
kind: deep-dive
title: ${TITLE}
summary: A short summary.
slug: late-callbacks
date: 2026-03-01
tags: [payments]
stack: [Redis]
caseStudies: [nestfi]
---
`;

const INTRODUCTION = `
[NestFi](/case-studies/nestfi/) keeps callbacks that come late. The lock is in Redis and fails closed.

Go to [the outcome](#outcome), to [a page that is gone](/guides/no-such-guide/), or [run this](javascript:document.title='ran').

![Two servers look at one payment](two-callbacks.svg)

![A chart on another site](https://example.com/chart.png)
`;

const OUTCOME = `
## Outcome

The worker has posted 48,211 callbacks without a double charge.
`;

const section = (number: number) => `
## Step ${number}

${'Every step waits for the one before it, and says so when it does not. '.repeat(3).trim()}
`;

/** Path of a new library with the sample and the guide above. */
export function fixtureLibrary(): string {
  const source = folder('fixture');
  cpSync(join(root, 'guides/case-studies'), join(source, 'case-studies'), { recursive: true });
  cpSync(join(root, 'guides/stack'), join(source, 'stack'), { recursive: true });
  const guide = join(source, 'guides/late-callbacks');
  mkdirSync(guide, { recursive: true });
  const steps = Array.from({ length: 30 }, (_, index) => section(index + 1)).join('');
  writeFileSync(join(guide, 'index.md'), FRONT + INTRODUCTION + steps + OUTCOME);
  copyFileSync(join(root, 'guides/staying-correct/two-callbacks.svg'), join(guide, 'two-callbacks.svg'));
  const library = newLibrary();
  cli('--library', library, 'import', source);
  return library;
}
