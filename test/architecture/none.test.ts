import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nullTypes, type WrittenNull } from './null-types.ts';
import { root, sourceFiles } from './source-files.ts';

/**
 * For "none" the house says `undefined`: no type that is written in the code has `null` in it, be it of a parameter, an answer, a
 * variable, a prop or a field. What is written down or received as `null` takes its type from where that is said: JSON, rows and journals
 * from their zod schemas (`Package['latest']`, `Machine['error']`, `Nothing` for an answer without a value), the DOM, React, Node and
 * libraries from their own types. Where such a type has to be written by hand, the file and the declaration stand here, with the reason.
 */
const SAYS_NULL: ReadonlyMap<string, string> = new Map([
  ['preload/contract.ts Arguments', 'what a call without input is given, in JSON'],
  ['preload/contract.ts LoadmasterBridge', 'answers of the bridge to the page'],
  ['preload/build-bridge.ts Transport', 'the same'],
  ['preload/browser.ts history', 'the DOM'],
  ['preload/browser.ts localStorage', 'the DOM'],
  ['preload/entry-key.ts PageParts', 'what localStorage answers'],
  ['main/addon/scan/read-range.ts readRange', 'the first parameter of a callback of Node'],
  ['main/archive/container/zip-stream.d.ts EntryCallback', 'a callback of a library'],
  ['main/destinations/carriers/watched-agents.ts Connected', 'a callback of Node'],
  ['main/destinations/carriers/watched-agents.ts watched', 'what a class of Node answers'],
  ['main/destinations/carriers/watched-agents.ts Guard', 'the same'],
  ['main/destinations/carriers/sftp/requests.ts Callback', 'a callback of a library'],
]);

const found = sourceFiles.flatMap((file) =>
  nullTypes(file, readFileSync(`${root}${file}`, 'utf8')).map(({ line, within }) => ({
    at: `${file}:${line}`,
    place: `${file} ${within}`,
  })),
);

test('what may be without a value is undefined, but where null is written down or asked for', () => {
  const others = found.filter(({ place }) => !SAYS_NULL.has(place));
  expect(others.map(({ at }) => at)).toEqual([]);
});

test('each place that says null does', () => {
  const places = new Set(found.map(({ place }) => place));
  expect([...SAYS_NULL.keys()].filter((place) => !places.has(place))).toEqual([]);
});

test('null in a type is found with the declaration it stands in, and null that is a value is none', () => {
  const found = (source: string): readonly WrittenNull[] => nullTypes('some.ts', source);
  expect(found('const a = 1;\nfunction b(): string | null {}')).toEqual([{ line: 2, within: 'b' }]);
  expect(found('interface A { readonly b: ReadonlyMap<string, number | null>; }')).toEqual([{ line: 1, within: 'A' }]);
  expect(found('function a() { const b: string | null = c; }\nlet d: null;')).toEqual([
    { line: 1, within: 'a' },
    { line: 2, within: 'd' },
  ]);
  expect(found('function a(b: RefObject<Element | null>, c: Element | null) {}\nlet d: null;')).toEqual([
    { line: 1, within: 'a' },
    { line: 2, within: 'd' },
  ]);
  expect(found('const isObject = typeof a === "object" && a !== null; JSON.stringify(a, null, 2);')).toEqual([]);
});
