import { expect, test } from 'vitest';
import { KnownResolutions } from '../../../../main/addon/preflight/references/known-resolutions.ts';
import type { Reference } from '../../../../main/addon/preflight/references/read-references.ts';
import type { FileEntry } from '../../../../main/addon/scan/entry.ts';

const texture: readonly Reference[] = [{ name: 'Roof.png', kind: 'texture', base: 'beside' }];

function entries(...paths: readonly string[]): FileEntry[] {
  return paths.map((path) => ({ path, size: 1, mtimeNs: 1n, ino: 1n, mode: 0o644 }));
}

function states(known: KnownResolutions, path = 'objects/house.obj'): (string | undefined)[] {
  return known.of(path, texture).map(({ resolution }) => resolution?.state);
}

test('a name is looked for again when a file came, went, was spelled otherwise or became a link', () => {
  const known = new KnownResolutions();
  known.begin(entries('objects/house.obj'));
  expect(states(known)).toEqual(['missing']);
  known.begin(entries('objects/Roof.png', 'objects/house.obj'));
  expect(states(known)).toEqual(['found']);
  known.begin(entries('objects/house.obj', 'objects/roof.png'));
  expect(states(known)).toEqual(['other-case']);
  known.begin(entries('objects/Roof.png', 'objects/house.obj'));
  expect(states(known)).toEqual(['found']);
  known.begin(
    entries('objects/Roof.png', 'objects/house.obj').map((entry, at) => (at > 0 ? entry : { ...entry, link: '/x' })),
  );
  expect(states(known)).toEqual(['missing']);
});

test('where files were only written anew, what others name is not looked for again', () => {
  const known = new KnownResolutions();
  known.begin(entries('objects/Roof.png', 'objects/house.obj'));
  const before = known.of('objects/house.obj', texture);
  known.begin(entries('objects/Roof.png', 'objects/house.obj').map((entry) => ({ ...entry, mtimeNs: 2n })));
  expect(known.of('objects/house.obj', texture)).toBe(before);
});

test('an object named by a virtual path is no missing file, unless the add-on has that folder', () => {
  const object: readonly Reference[] = [{ name: 'lib/houses/one.obj', kind: 'object', base: 'beside' }];
  const known = new KnownResolutions();
  known.begin(entries('a/b/town.agp', 'library.txt'));
  expect(known.of('a/b/town.agp', object).map(({ resolution }) => resolution)).toEqual([undefined]);
  known.begin(entries('a/b/Lib/deep/two.obj', 'a/b/town.agp', 'library.txt'));
  expect(known.of('a/b/town.agp', object).map(({ resolution }) => resolution?.state)).toEqual(['missing']);
});
