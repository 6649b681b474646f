import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolderDestination } from '../../../main/destinations/kinds/folder-destination.ts';
import { tempFolder } from '../../temp-folder.ts';
import { call } from '../carriers/contract.ts';
import { memoryOfPlaces, placesIn, releaseOf } from '../memory.ts';

test('a file whose capital letters changed is written after the old spelling went, and stays where both are one file', async () => {
  const base = tempFolder();
  const path = join(base, 'mirror');
  mkdirSync(path);
  const settings = { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } } as const;
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  const open = (version: string, files: Record<string, string>) =>
    openFolderDestination(releaseOf(version, files), settings, deps);

  const first = await open('1.0.0', { 'Readme.txt': 'one', 'gone.txt': 'old' });
  await first.flip(call(), []);
  await first.verify(call());
  const second = await open('1.1.0', { 'README.txt': 'two', 'new.txt': 'new' });
  await second.stage(call());
  expect(readdirSync(path).sort()).toEqual(['Readme.txt', 'gone.txt', 'loadmaster-version.txt', 'new.txt']);
  await second.flip(call(), []);
  await second.verify(call());
  expect(readdirSync(path).sort()).toEqual(['README.txt', 'loadmaster-version.txt', 'new.txt']);
  expect(readFileSync(join(path, 'README.txt'), 'utf8')).toBe('two');
  expect(existsSync(join(path, 'gone.txt'))).toBe(false);
});
