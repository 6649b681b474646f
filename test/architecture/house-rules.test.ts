import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

const LONGEST_FILE = 400;
const sources = sourceFiles.map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));

test('a file has one subject, so none is long', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > LONGEST_FILE);
  expect(long.map(({ file }) => file)).toEqual([]);
});

test('the compiler and the linter are not silenced', () => {
  const silenced = sources.filter(({ text }) => /@ts-(ignore|nocheck|expect-error)|biome-ignore/.test(text));
  expect(silenced.map(({ file }) => file)).toEqual([]);
});

test('names say what a thing is for', () => {
  expect(sourceFiles.filter((file) => /(^|[/.-])(utils?|helpers?|misc)([/.-]|$)/i.test(file))).toEqual([]);
});
