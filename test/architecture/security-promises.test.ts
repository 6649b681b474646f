import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './source-files.ts';

// docs/security.md promises nothing without naming its test.

const SELF = 'architecture/security-promises.test.ts';
function plain(text: string): string {
  return text.replaceAll('’', "'");
}

const tests = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && path !== SELF);
const titles = plain(tests.map((path) => readFileSync(`${root}test/${path}`, 'utf8')).join('\n'));

/** What the last column of each row with a promise says; rows of a head and what divides it are none. */
function shownBy(page: string): string[] {
  const rows = page.split('\n').map((line) => /^\|(.*)\|\s*$/.exec(line)?.[1]);
  return rows
    .filter((row, at): row is string => row !== undefined && !isRule(row) && !isRule(rows[at + 1]))
    .map((row) => row.split('|').at(-1)?.trim() ?? '');
}

function isRule(row: string | undefined): boolean {
  return row !== undefined && /^[\s|:-]+$/.test(row);
}

/** Titles in italics, and files by their place below `test/`, that are not there; a cell that names neither is one itself. */
function missing(cell: string): string[] {
  const named = [...cell.matchAll(/\*([^*]+)\*/g)].map(([, title = '']) => title);
  const files = [...cell.matchAll(/\b[\w-]+(?:\/[\w-]+)+\b/g)].map(([path]) => path.replace(/^test\//, ''));
  const lost = [
    ...named.filter((title) => !titles.includes(plain(title))),
    ...files.filter((file) => !tests.some((path) => path.includes(file))),
  ];
  return named.length + files.length === 0 ? [cell] : lost;
}

test('every promise of docs/security.md names a test that is there', () => {
  const cells = shownBy(readFileSync(`${root}docs/security.md`, 'utf8'));
  expect(cells.length).toBeGreaterThan(40);
  expect(cells.flatMap(missing)).toEqual([]);
});

test('a promise without a test, or with one that is gone, is found', () => {
  const page =
    '| rule | shown by |\n|---|---|\n| one | registry/server/pressure |\n| two | process: *no such title* |\n| three | |';
  expect(shownBy(page)).toEqual(['registry/server/pressure', 'process: *no such title*', '']);
  expect(shownBy(page).flatMap(missing)).toEqual(['no such title', '']);
  expect(missing('registry/no-such-file: *an archive that is gone*')).toContain('registry/no-such-file');
});
