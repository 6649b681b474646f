import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nullTypes } from './null-types.ts';
import { root, sourceFiles } from './source-files.ts';

/**
 * For "none" the house says `undefined`: two of three types that can be without a value did when this was decided. `null` is for what
 * is written down or asked for as `null`: JSON, a row of a database, the DOM, React. Rooms, and files of other rooms, where that is so:
 */
const SAYS_NULL: ReadonlyMap<string, string> = new Map([
  ['preload/contract', 'calls and events are JSON'],
  ['preload/entry-key.ts', 'what localStorage answers'],
  ['preload/browser.ts', 'the same'],
  ['preload/resuming-sockets.ts', 'a key as it lies there'],
  ['preload/build-bridge.ts', 'a part of what the contract says'],
  ['renderer/', 'shows what the contract says, in React and the DOM'],
  ['protocol/', 'forms and answers of a registry; its rules are tested against vectors in JSON'],
  ['main/publish/', 'states and rows of the journal, answers of a registry'],
  ['main/registry/', 'rows of a database, answers of a registry'],
  ['main/registry-pages/', 'shows rows of a registry'],
  ['main/app/', 'answers the calls of the contract'],
  ['main/library/', 'what the contract tells of add-ons'],
  ['main/settings/', 'files of JSON, and what the contract tells of them'],
  ['main/disk/set-aside.ts', 'JSON that is read from a file'],
  ['main/addon/session/', 'what the contract tells of a folder'],
  ['main/addon/detect/', 'the same of what is suggested'],
  ['main/addon/preflight/rule.ts', 'the same of an id'],
  ['main/addon/scan/read-range.ts', 'the first parameter of a callback of Node'],
  ['main/archive/progress.ts', 'events of the contract'],
  ['main/archive/container/zip-stream.d.ts', 'a library'],
  ['main/install/rehearse.ts', 'a report that is written as JSON'],
  ['main/cli/release/release-notes.ts', 'the same'],
  ['main/cli/publish/job-tokens.ts', 'what a vault of the settings answers'],
  ['main/cli/install/try-from-registry.ts', 'what the contract tells of packages'],
  ['main/destinations/release/', 'records of the journal'],
  ['main/destinations/kinds/registry-port.ts', 'what the contract tells of packages'],
  ['main/destinations/carriers/watched-agents.ts', 'callbacks and streams of Node'],
  ['main/destinations/carriers/sftp/requests.ts', 'callbacks of a library'],
  ['main/electron/', 'windows and frames of Electron, and what the contract tells'],
  ['main/start.ts', 'how a process ended, as Node says it'],
]);

const places = [...SAYS_NULL.keys()];
const found = sourceFiles
  .map((file) => ({ file, lines: nullTypes(file, readFileSync(`${root}${file}`, 'utf8')) }))
  .filter(({ lines }) => lines.length > 0);

test('what may be without a value is undefined, but where null is written down or asked for', () => {
  const others = found.filter(({ file }) => !places.some((place) => file.startsWith(place)));
  expect(others.flatMap(({ file, lines }) => lines.map((line) => `${file}:${line}`))).toEqual([]);
});

test('each place that says null does', () => {
  expect(places.filter((place) => !found.some(({ file }) => file.startsWith(place)))).toEqual([]);
});

test('null in a type is found, and null that is a value is none', () => {
  const lines = (source: string) => nullTypes('some.ts', source);
  expect(lines('const a = 1;\nfunction b(): string | null {}')).toEqual([2]);
  expect(lines('interface A { readonly b: ReadonlyMap<string, number | null>; }')).toEqual([1]);
  expect(lines('const isObject = typeof a === "object" && a !== null; JSON.stringify(a, null, 2);')).toEqual([]);
});
