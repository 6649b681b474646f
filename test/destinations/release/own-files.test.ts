import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planRelease } from '../../../main/destinations/release/run-release.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { tempFolder } from '../../temp-folder.ts';
import { memoryOfPlaces, noSites, placesIn, releaseOf } from '../memory.ts';

// The author works in this folder. Nothing that a release does may happen to it.

async function plannedAt(root: string, settings: DestinationSettings, files: readonly string[]) {
  const content = Object.fromEntries(files.map((path) => [path, 'text']));
  const options = {
    ...placesIn(tempFolder()),
    sites: noSites,
    published: memoryOfPlaces(),
    registry: { ask: async () => ({ is: 'absent' as const }), publish: async () => {} },
  };
  const [planned] = await planRelease(releaseOf('1.0.0', content, { root }), [settings], options);
  return planned?.error?.said?.message.id ?? planned?.plan?.added;
}

function addon() {
  const root = join(tempFolder(), 'My Plane');
  mkdirSync(join(root, 'public'), { recursive: true });
  writeFileSync(join(root, 'plane.acf'), 'text');
  return root;
}

function mirror(path: string): DestinationSettings {
  return { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } };
}

function depot(path: string): DestinationSettings {
  return { kind: 'skunkcrafts', name: 'depot', url: 'https://depot.example/', place: { carrier: 'folder', path } };
}

test.each([
  ['a mirror', mirror],
  ['a depot', depot],
])("%s is not the add-on's own folder, however that is written", async (_, at) => {
  const root = addon();
  const link = join(tempFolder(), 'link');
  symlinkSync(root, link, 'junction');
  for (const path of ['.', root, '../My Plane/', link])
    expect(await plannedAt(root, at(path), ['plane.acf'])).toBe('not_set_up.ownFolder');
  expect(readdirSync(root).sort()).toEqual(['plane.acf', 'public']);
});

test('a folder in the add-on may be a place as long as nothing of it is released', async () => {
  const root = addon();
  const zip: DestinationSettings = { kind: 'zip', name: 'forum', path: 'public' };
  for (const settings of [mirror('public'), depot('./public/'), zip]) {
    expect(await plannedAt(root, settings, ['plane.acf'])).toBeGreaterThan(0);
    expect(await plannedAt(root, settings, ['plane.acf', 'public/old.zip'])).toBe('not_set_up.packedFolder');
  }
  const beside = { ...zip, path: '.' };
  expect(await plannedAt(root, beside, ['plane.acf', 'extras.zip'])).toBe(1);
  expect(await plannedAt(root, beside, ['My Plane 1.zip', 'My Plane 1.bbcode.txt'])).toBe('not_set_up.packedFolder');
  expect(await plannedAt(root, mirror('public'), ['public.txt', 'public nights/a.txt'])).toBe(2);
});
