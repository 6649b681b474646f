import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from './readme-commands.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(REPOSITORY, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test.each(pages)('%s links to what is there, its headings included', (page) => {
  const text = readFileSync(join(REPOSITORY, page), 'utf8').replace(/```[\s\S]*?```/g, '');
  const broken: string[] = [];
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(target)) continue;
    const [path = '', heading] = target.split('#');
    const file = path === '' ? join(REPOSITORY, page) : join(REPOSITORY, dirname(page), path);
    if (!existsSync(file)) broken.push(target);
    else if (heading !== undefined && !headingsOf(file).includes(heading)) broken.push(target);
  }
  expect(broken, relative(REPOSITORY, page)).toEqual([]);
});

test('every page of docs/ can be reached from README or CONTRIBUTING, over any number of pages', () => {
  const seen = new Set<string>();
  const queue = ['README.md', 'CONTRIBUTING.md'];
  for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
    if (seen.has(page) || !page.endsWith('.md') || !existsSync(join(REPOSITORY, page))) continue;
    seen.add(page);
    for (const [, target = ''] of readFileSync(join(REPOSITORY, page), 'utf8').matchAll(/\]\(([^)\s#]+)/g))
      queue.push(join(dirname(page), target));
  }
  expect(pages.filter((page) => !seen.has(page))).toEqual([]);
});

function headingsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
