import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deadMembers } from './dead-members.ts';
import { root, sourceFiles } from './source-files.ts';

test('each member of a class is read somewhere in the app: one that only tests read is wired or deleted', () => {
  const sources = sourceFiles
    .filter((file) => !file.endsWith('.d.ts'))
    .map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));
  expect(deadMembers(sources)).toEqual([]);
});

test('a member nobody reads is found, and one that is read in any form is not', () => {
  const dead = (...lines: readonly string[]) => deadMembers([{ file: 'some.ts', text: lines.join('\n') }]);
  expect(dead('class Log {', '  rows() {}', '}')).toEqual(['some.ts:2 rows']);
  expect(dead('class Log {', '  readonly path = 1;', '  get size() { return 2; }', '}')).toHaveLength(2);
  expect(dead('class Log { rows() {} }', 'new Log().rows();')).toEqual([]);
  expect(dead('class Log { path = 1; }', 'const { path } = new Log();')).toEqual([]);
  expect(dead('class Log { path = 1; }', "const path = new Log()['path'];")).toEqual([]);
});
