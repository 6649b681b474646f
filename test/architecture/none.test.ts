import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nullTypes, type WrittenNull } from './null-types.ts';
import { root, sourceFiles } from './source-files.ts';

/**
 * For "none" the house says `undefined`: two of three types that can be without a value did when this was decided. `null` is for what
 * is written down or asked for as `null`: JSON, a row of a database, the DOM, React. Rooms where that is so, and single declarations of other
 * rooms, by their file and name:
 */
const SAYS_NULL: ReadonlyMap<string, string> = new Map([
  ['preload/contract', 'calls and events are JSON'],
  ['preload/entry-key.ts PageParts', 'what localStorage answers'],
  ['preload/entry-key.ts EntryKey', 'what localStorage answers'],
  ['preload/browser.ts history', 'the same'],
  ['preload/browser.ts localStorage', 'the same'],
  ['preload/resuming-sockets.ts PageParts', 'a key as it lies there'],
  ['preload/resuming-sockets.ts resumingSockets', 'a key as it lies there'],
  ['preload/resuming-sockets.ts provenSocket', 'a key as it lies there'],
  ['preload/resuming-sockets.ts keysIn', 'a key as it lies there'],
  ['preload/build-bridge.ts Transport', 'a part of what the contract says'],
  ['renderer/', 'shows what the contract says, in React and the DOM'],
  ['protocol/', 'forms and answers of a registry; its rules are tested against vectors in JSON'],
  ['main/publish/', 'states and rows of the journal, answers of a registry'],
  ['main/registry/', 'rows of a database, answers of a registry'],
  ['main/registry-pages/', 'shows rows of a registry'],
  ['main/app/', 'answers the calls of the contract'],
  ['main/library/', 'what the contract tells of add-ons'],
  ['main/settings/', 'files of JSON, and what the contract tells of them'],
  ['main/disk/set-aside.ts readJsonOrSetAside', 'JSON that is read from a file'],
  ['main/addon/session/', 'what the contract tells of a folder'],
  ['main/addon/detect/', 'the same of what is suggested'],
  ['main/addon/preflight/rule.ts PreflightContext', 'the same of an id'],
  ['main/addon/scan/read-range.ts readRange', 'the first parameter of a callback of Node'],
  ['main/archive/progress.ts ArchiveProgress', 'events of the contract'],
  ['main/archive/progress.ts ProgressMeter', 'events of the contract'],
  ['main/archive/container/zip-stream.d.ts EntryCallback', 'a library'],
  ['main/install/rehearse.ts Rehearsal', 'a report that is written as JSON'],
  ['main/cli/release/release-notes.ts whereFrom', 'the same'],
  ['main/cli/publish/job-tokens.ts JobTokens', 'what a vault of the settings answers'],
  ['main/cli/install/try-from-registry.ts sourceOf', 'what the contract tells of packages'],
  ['main/destinations/release/', 'records of the journal'],
  ['main/destinations/kinds/registry-port.ts RegistryCalls', 'what the contract tells of packages'],
  ['main/destinations/kinds/registry-port.ts PublisherPort', 'what the contract tells of packages'],
  ['main/destinations/carriers/watched-agents.ts Connected', 'callbacks and streams of Node'],
  ['main/destinations/carriers/watched-agents.ts watched', 'callbacks and streams of Node'],
  ['main/destinations/carriers/watched-agents.ts Guard', 'callbacks and streams of Node'],
  ['main/destinations/carriers/sftp/requests.ts Callback', 'callbacks of a library'],
  ['main/electron/', 'windows and frames of Electron, and what the contract tells'],
  ['main/start.ts exitOf', 'how a process ended, as Node says it'],
]);

const places = [...SAYS_NULL.keys()];
const found = sourceFiles.flatMap((file) =>
  nullTypes(file, readFileSync(`${root}${file}`, 'utf8')).map(({ line, within }) => ({
    at: `${file}:${line}`,
    place: `${file} ${within}`,
  })),
);

const isAt = (place: string, allowed: string): boolean =>
  allowed.includes(' ') ? place === allowed : place.startsWith(allowed);

test('what may be without a value is undefined, but where null is written down or asked for', () => {
  const others = found.filter(({ place }) => !places.some((allowed) => isAt(place, allowed)));
  expect(others.map(({ at }) => at)).toEqual([]);
});

test('each place that says null does', () => {
  expect(places.filter((allowed) => !found.some(({ place }) => isAt(place, allowed)))).toEqual([]);
});

test('null in a type is found with the declaration it stands in, and null that is a value is none', () => {
  const found = (source: string): readonly WrittenNull[] => nullTypes('some.ts', source);
  expect(found('const a = 1;\nfunction b(): string | null {}')).toEqual([{ line: 2, within: 'b' }]);
  expect(found('interface A { readonly b: ReadonlyMap<string, number | null>; }')).toEqual([{ line: 1, within: 'A' }]);
  expect(found('function a() { const b: string | null = c; }\nlet d: null;')).toEqual([
    { line: 1, within: 'a' },
    { line: 2, within: 'd' },
  ]);
  expect(found('const isObject = typeof a === "object" && a !== null; JSON.stringify(a, null, 2);')).toEqual([]);
});
