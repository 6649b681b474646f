import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { english } from '../../preload/messages/page.ts';
import { boundSentences } from './bound-sentences.ts';
import { readImports } from './read-imports.ts';
import { root, sourceFiles } from './source-files.ts';

const sources = sourceFiles
  .filter((file) => file.startsWith('renderer/'))
  .map((file) => ({ file, source: readFileSync(`${root}${file}`, 'utf8') }));

test('no sentence is read while a module is loaded, so that a change of the language changes every one', () => {
  const bound = sources.flatMap(({ file, source }) =>
    boundSentences(file, source, isSection).map((line) => `${file}:${line}`),
  );
  expect(bound).toEqual([]);
});

test('the screens read sentences in the chosen language, never those of one language', () => {
  const outside = sources.filter(
    ({ file, source }) =>
      !file.startsWith('renderer/text/') &&
      readImports(file, source).some(({ specifier }) => /\/messages\/page\.ts$/.test(specifier ?? '')),
  );
  expect(outside.map(({ file }) => file)).toEqual([]);
});

test('the terminal says nothing in words of its own: they are in the catalogue of each language', () => {
  const cli = sourceFiles
    .filter((file) => file.startsWith('main/cli/'))
    .flatMap((file) => ownWords(readFileSync(`${root}${file}`, 'utf8')).map((line) => `${file}: ${line}`));
  expect(cli).toEqual([]);
  expect(ownWords("terminal.line('Nothing has failed.');")).toHaveLength(1);
  expect(ownWords('throw new UsageError(`There is none.`);')).toHaveLength(1);
  expect(ownWords('terminal.line(say().retry.nothingFailed); terminal.line(hint);')).toEqual([]);
});

test('a bound sentence is found in each form, and what is read later is none', () => {
  const found = (...lines: readonly string[]) =>
    boundSentences('some.tsx', ["import { text } from '../text/text.ts';", ...lines].join('\n'), isSection);
  expect(found('const title = text.hangar.title;')).toEqual([2]);
  expect(found('const t = text.hangar;', 'const titles = [t.title];')).toEqual([3]);
  expect(found('const t = text.hangar;', "const labels = { title: t['title'] } as const;")).toEqual([3]);
  expect(found('const { title } = text.hangar;')).toEqual([2]);
  expect(found('const { title: name } = text.hangar;')).toEqual([2]);
  expect(found('const badge = text.frame.badge;')).toEqual([2]);
  expect(found("const levels = ['1'].map((level) => text.settings.packing.levels[level]);")).toEqual([2]);
  expect(found('export const t = text.hangar;')).toEqual([2]);
  expect(found('const t = text.hangar;', 'function later(kind: typeof t.title) {', '  return t.title;', '}')).toEqual(
    [],
  );
  expect(found('const KINDS = Object.keys(text.hangar.kinds) as readonly Kind[];')).toEqual([]);
  expect(found('const { label, sentence } = text.submissions;')).toEqual([]);
});

function isSection(path: readonly string[]): boolean {
  let at: unknown = english;
  for (const name of path) at = (at as Record<string, unknown> | undefined)?.[name];
  return typeof at === 'object' && !Array.isArray(at);
}

function ownWords(source: string): readonly string[] {
  return source.match(/(?:\.line|\.note|\.progress|new UsageError)\(\s*['"`][^'"`{]*[A-Za-z]{3,} [^'"`]*/g) ?? [];
}
