import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { expect, test } from 'vitest';
import { readImports } from './read-imports.ts';
import { root } from './source-files.ts';

/** Folders of tests that no folder of their room answers to, and what they hold. */
const OTHER_FOLDERS: ReadonlyMap<string, string> = new Map([
  ['publish/chaos', 'the whole room, killed and started again'],
  ['destinations/chaos', 'the same with real servers'],
  ['destinations/peers', 'the servers that tests send to'],
  ['registry/support', 'what the tests of the registry share'],
  ['registry/engines', 'the room on PostgreSQL and S3, in several processes'],
  ['electron/security', 'how the shell is closed'],
  ['renderer/fake', 'add-ons, releases and answers that tests show'],
  ['renderer/harness', 'components in a page of their own'],
]);

const files = globSync('test/**/*.{ts,tsx}', { cwd: root }).map((file) => file.split(sep).join('/'));
const rooms: ReadonlyMap<string, string> = new Map([
  ...globSync('main/*/', { cwd: root }).map(
    (folder) => [posix.basename(folder), `main/${posix.basename(folder)}/`] as const,
  ),
  ...['protocol', 'preload', 'renderer'].map((name) => [name, `${name}/`] as const),
]);

interface Place {
  readonly room: string;
  /** '' at the top of the room. */
  readonly folder: string;
}

/** Undefined where the test is of no room. */
function placeOf(file: string): Place | undefined {
  const [, room = '', ...rest] = file.split('/');
  return rooms.has(room) && rest.length > 0 ? { room, folder: rest.slice(0, -1).join('/') } : undefined;
}

type Source = (file: string) => string;
const sourceOf: Source = (file) => readFileSync(`${root}${file}`, 'utf8');

/** The folders of a room that a test reads: itself, or with what it shares with other tests. */
function foldersRead(file: string, room: string, source: Source, shared: 'shared too' | 'itself'): ReadonlySet<string> {
  const inside = rooms.get(room) ?? '';
  const folders = new Set<string>();
  const seen = new Set([file]);
  for (const reader of seen) {
    for (const { specifier } of readImports(reader, source(reader))) {
      if (!specifier?.startsWith('.')) continue;
      const path = posix.join(posix.dirname(reader), specifier);
      if (path.startsWith(inside)) folders.add(posix.dirname(path).slice(inside.length));
      else if (shared === 'shared too' && files.includes(path)) seen.add(path);
    }
  }
  return folders;
}

function holds(outer: string, inner: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

function commonFolder(one: string, other: string): string {
  return holds(one, other) ? one : commonFolder(one.split('/').slice(0, -1).join('/'), other);
}

/** Where a test belongs that lies elsewhere. Through the index of its room a test can be about any folder. */
function betterPlace(file: string, { room, folder }: Place, source: Source): string | undefined {
  const read = foldersRead(file, room, source, 'itself');
  if (read.size === 0 || read.has('')) return undefined;
  const subject = [...read].reduce(commonFolder);
  const isAbove = !holds(subject, folder) && holds(folder, subject);
  const reaches = (folders: ReadonlySet<string>) => folders.has('') || [...folders].some((one) => holds(folder, one));
  const isBeside = () => !reaches(read) && !reaches(foldersRead(file, room, source, 'shared too'));
  return isAbove || isBeside() ? `test/${room}/${subject}` : undefined;
}

test('a folder of tests has the name of the folder it tests', () => {
  const folders = new Set(files.flatMap((file) => placeOf(file) ?? []).map(({ room, folder }) => `${room}/${folder}`));
  const lost = [...folders].filter((folder) => !OTHER_FOLDERS.has(folder.replace(/\/$/, '')));
  const answered = (folder: string) =>
    existsSync(`${root}${folder.replace(/^[^/]+\//, (room) => rooms.get(room.slice(0, -1)) ?? '')}`);
  expect(lost.filter((folder) => !answered(folder))).toEqual([]);
  for (const folder of OTHER_FOLDERS.keys()) expect(folders, folder).toContain(folder);
});

test('a test lies in the folder of what it tests', () => {
  const elsewhere = files.flatMap((file) => {
    const place = placeOf(file);
    if (place === undefined || !/\.test\.tsx?$/.test(file)) return [];
    if (OTHER_FOLDERS.has(`${place.room}/${place.folder}`)) return [];
    const better = betterPlace(file, place, sourceOf);
    return better === undefined ? [] : [`${file} -> ${better}`];
  });
  expect(elsewhere).toEqual([]);
});

test('a test in the wrong folder is seen', () => {
  const better = (folder: string, ...imports: readonly string[]) => {
    const file = posix.join('test/publish', folder, 'some.test.ts');
    const up = posix.relative(posix.dirname(file), '.');
    const source = imports.map((path) => `import '${up}/${path}';`).join('\n');
    return betterPlace(file, { room: 'publish', folder }, (read) => (read === file ? source : sourceOf(read)));
  };
  const publish = 'main/publish';
  expect(better('', `${publish}/client/reply.ts`, `${publish}/client/http.ts`)).toBe('test/publish/client');
  expect(better('', `${publish}/client/reply.ts`, `${publish}/machine/step.ts`)).toBeUndefined();
  expect(better('', `${publish}/index.ts`)).toBeUndefined();
  expect(better('')).toBeUndefined();
  expect(better('client', `${publish}/client/reply.ts`, `${publish}/machine/step.ts`)).toBeUndefined();
  // In a folder beside its subject, or above it.
  expect(better('client', `${publish}/machine/step.ts`)).toBe('test/publish/machine');
  expect(better('client', `${publish}/client/deeper/step.ts`)).toBe('test/publish/client/deeper');
  expect(better('client', `${publish}/client/deeper/step.ts`, `${publish}/client/reply.ts`)).toBeUndefined();
  // What tests share reaches the folder.
  expect(better('client', `${publish}/machine/step.ts`, 'test/publish/world.ts')).toBeUndefined();
});
