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
]);

const files = globSync('test/**/*.ts', { cwd: root }).map((file) => file.split(sep).join('/'));
const rooms = new Set(globSync('main/*/', { cwd: root }).map((folder) => posix.basename(folder.split(sep).join('/'))));

/** The room of a test and its folder in there, '' at the top of the room; undefined where the test is of no room of main. */
function placeOf(file: string): { readonly room: string; readonly folder: string } | undefined {
  const [, room = '', ...rest] = file.split('/');
  return rooms.has(room) && rest.length > 0 ? { room, folder: rest.slice(0, -1).join('/') } : undefined;
}

/** The one folder of its room that a test is about; undefined where it reads several, or the room through its index. */
function subjectOf(file: string, source: string, room: string): string | undefined {
  const folders = readImports(file, source).flatMap(({ specifier }) => {
    const path = specifier?.startsWith('.') ? posix.join(posix.dirname(file), specifier) : '';
    return path.startsWith(`main/${room}/`) ? [posix.dirname(path).slice(`main/${room}/`.length)] : [];
  });
  const [one, ...others] = new Set(folders);
  return others.length === 0 && one !== '' ? one : undefined;
}

test('a folder of tests has the name of the folder it tests', () => {
  const folders = new Set(files.flatMap((file) => placeOf(file) ?? []).map(({ room, folder }) => `${room}/${folder}`));
  const lost = [...folders].filter((folder) => !OTHER_FOLDERS.has(folder.replace(/\/$/, '')));
  expect(lost.filter((folder) => !existsSync(`${root}main/${folder}`))).toEqual([]);
  for (const folder of OTHER_FOLDERS.keys()) expect(folders, folder).toContain(folder);
});

test('a test of one folder of a room does not lie at the top of its room', () => {
  const elsewhere = files.flatMap((file) => {
    const place = placeOf(file);
    if (place === undefined || place.folder !== '' || !file.endsWith('.test.ts')) return [];
    const subject = subjectOf(file, readFileSync(`${root}${file}`, 'utf8'), place.room);
    return subject === undefined ? [] : [`${file} -> test/${place.room}/${subject}`];
  });
  expect(elsewhere).toEqual([]);
});

test('a test in the wrong folder is seen', () => {
  const subject = (...imports: readonly string[]) =>
    subjectOf(
      'test/publish/some.test.ts',
      imports.map((path) => `import '../../main/publish/${path}';`).join('\n'),
      'publish',
    );
  expect(subject('client/reply.ts', 'client/index.ts')).toBe('client');
  expect(subject('client/reply.ts', 'machine/index.ts')).toBeUndefined();
  expect(subject('index.ts')).toBeUndefined();
  expect(subject()).toBeUndefined();
});
