import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { longFunctions } from './function-lengths.ts';
import { type FileImports, importCircles } from './import-circles.ts';
import { readImports } from './read-imports.ts';
import { root, sourceFiles, testFiles } from './source-files.ts';
import { assignedFunctions } from './top-level-functions.ts';
import { twoWayFolders } from './two-way.ts';

const LONGEST_FILE = 400;
const LONGEST_FUNCTION = 60;
let imports: readonly FileImports[] | undefined;
const sources = sourceFiles.map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));

/** Parsed once for all rules about imports. */
function importsOfAll(): readonly FileImports[] {
  imports ??= sources.map(({ file, text }) => ({
    file,
    imports: readImports(file, text).flatMap(({ specifier }) => specifier ?? []),
  }));
  return imports;
}

test('a file has one subject, so none is long', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > LONGEST_FILE);
  expect(long.map(({ file }) => file)).toEqual([]);
});

test('a function does one thing, so none is long', () => {
  const long = sources.flatMap(({ file, text }) =>
    longFunctions(file, text, LONGEST_FUNCTION).map(({ name, line, lines }) => `${file}:${line} ${name} (${lines})`),
  );
  expect(long).toEqual([]);
});

test('a long function is found, whatever its form', () => {
  const body = '\n  step();'.repeat(3);
  const forms = [
    `function first() {${body}\n}`,
    `const second = () => {${body}\n};`,
    `const table = { third() {${body}\n} };`,
    `class Fourth { fifth() {${body}\n} }`,
  ];
  const found = longFunctions('some.ts', forms.join('\n'), 4);
  expect(found.map(({ name, line, lines }) => [name, line, lines])).toEqual([
    ['first', 1, 5],
    ['second', 6, 5],
    ['third', 11, 5],
    ['fifth', 16, 5],
  ]);
  expect(longFunctions('some.ts', forms.join('\n'), 5)).toEqual([]);
});

test('no files import each other in a circle, not even for a type', () => {
  expect(importCircles(importsOfAll())).toEqual([]);
});

test('a circle of imports is found, and what only leads to it is not on it', () => {
  const files = [
    { file: 'a/one.ts', imports: ['./two.ts', 'zod'] },
    { file: 'a/two.ts', imports: ['../b/three.ts'] },
    { file: 'b/three.ts', imports: ['../a/one.ts', './four.ts'] },
    { file: 'b/four.ts', imports: [] },
    { file: 'b/five.ts', imports: ['./three.ts'] },
  ];
  expect(importCircles(files)).toEqual([['a/one.ts', 'a/two.ts', 'b/three.ts']]);
});

test('no two folders beside each other import each other', () => {
  expect(twoWayFolders(importsOfAll())).toEqual([]);
});

test('two folders that import each other are found, and a file beside them is neither', () => {
  const files = [
    { file: 'main/a/one/in.ts', imports: ['../two/deep/in.ts', './other.ts', 'zod'] },
    { file: 'main/a/two/deep/in.ts', imports: ['../../top.ts'] },
    { file: 'main/a/two/back.ts', imports: ['../one/in.ts'] },
    { file: 'main/a/top.ts', imports: ['./one/in.ts', './two/back.ts'] },
    { file: 'main/a/three/in.ts', imports: ['../one/in.ts'] },
  ];
  expect(twoWayFolders(files)).toEqual([
    'main/a/one/in.ts -> main/a/two/deep/in.ts, main/a/two/back.ts -> main/a/one/in.ts',
  ]);
});

test('the compiler and the linter are not silenced', () => {
  const silenced = sources.filter(({ text }) => /@ts-(ignore|nocheck|expect-error)|biome-ignore/.test(text));
  expect(silenced.map(({ file }) => file)).toEqual([]);
});

const PRIVATE_WORD = /^\s+private (?!constructor)/m;

test('private members begin with #', () => {
  expect(sources.filter(({ text }) => PRIVATE_WORD.test(text)).map(({ file }) => file)).toEqual([]);
  expect(PRIVATE_WORD.test('class A {\n  private readonly a = 1;\n}')).toBe(true);
  expect(PRIVATE_WORD.test('class A {\n  private constructor() {}\n  readonly #a = 1;\n}')).toBe(false);
});

test('a function at the top of a file is declared', () => {
  const files = [...sourceFiles, ...testFiles];
  const assigned = files.flatMap((file) =>
    assignedFunctions(file, readFileSync(`${root}${file}`, 'utf8')).map((name) => `${file} ${name}`),
  );
  expect(assigned).toEqual([]);
  const source = [
    'const one = (a: number) => a;',
    'export const two = async <T,>(a: T): Promise<T> => a;',
    'const three = function () {};',
    'const typed: Rule = (context) => [];',
    'const made = remembered((a: number) => a);',
    'const sum = (1 + 2) * 3;',
    'function declared() { const inside = () => 1; }',
  ];
  expect(assignedFunctions('some.ts', source.join('\n'))).toEqual(['one', 'two', 'three']);
});

test('no module that a thread may load awaits at its top: ended meanwhile it takes the process with it', () => {
  const awaits =
    /^(?:(?:export )?(?:const|let) .* = )?await |^for await|^for [^\n]*\{\n(?: {2}[^\n]*\n)*? {2}[^\n]*\bawait /m;
  const waiting = sources.filter(({ file, text }) => !file.startsWith('renderer/') && awaits.test(text));
  expect(waiting.map(({ file }) => file)).toEqual(['main/start.ts']);
  expect(awaits.test('for (const a of b) {\n  const { c } = await import(a);\n}')).toBe(true);
  expect(awaits.test('async function a() {\n  await b;\n}')).toBe(false);
});

test('names say what a thing is for', () => {
  expect(sourceFiles.filter((file) => /(^|[/.-])(utils?|helpers?|misc)([/.-]|$)/i.test(file))).toEqual([]);
});

test('tests make their folders in one place', () => {
  const elsewhere = testFiles.filter((file) =>
    /\bmkdtemp(?:Sync|Disposable)?\(/.test(readFileSync(`${root}${file}`, 'utf8')),
  );
  expect(elsewhere).toEqual(['test/make-folder.ts']);
});
