import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolderDestination } from '../../../main/destinations/kinds/folder-destination.ts';
import { tempFolder } from '../../temp-folder.ts';
import { call } from '../carriers/contract.ts';
import { memoryOfPlaces, placesIn, releaseOf } from '../memory.ts';
import { missing } from '../peers/peer.ts';

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

test('what was a file is a folder in the next version, and the other way round', async () => {
  const base = tempFolder();
  const path = join(base, 'mirror');
  mkdirSync(path);
  const settings = { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } } as const;
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  const release = async (version: string, files: Record<string, string>) => {
    const one = await openFolderDestination(releaseOf(version, files), settings, deps);
    await one.stage(call());
    await one.flip(call(), []);
    await one.verify(call());
    expect(await one.ask(call())).toEqual({ is: 'published' });
  };
  await release('1.0.0', { docs: 'one file', 'data/a.txt': 'a', 'data/b/c.txt': 'c' });
  await release('1.1.0', { 'docs/manual.txt': 'many', data: 'one file' });
  expect(readdirSync(path, { recursive: true }).sort()).toEqual([
    'data',
    'docs',
    'docs/manual.txt',
    'loadmaster-version.txt',
  ]);
});

test('a mirror that is an add-on itself is mirrored without the note of the first one', async () => {
  const base = tempFolder();
  const path = join(base, 'mirror');
  mkdirSync(path);
  const settings = { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } } as const;
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  const files = { 'a.txt': 'a', 'loadmaster-version.txt': '0.9.0\n' };
  const one = await openFolderDestination(releaseOf('1.0.0', files), settings, deps);
  await one.stage(call());
  await one.flip(call(), []);
  await one.verify(call());
  expect(await one.ask(call())).toEqual({ is: 'published' });
});

test('a file that is cut short after it was written is told when it is read back, by the same run and by another one', async () => {
  const base = tempFolder();
  const path = join(base, 'mirror');
  mkdirSync(path);
  const settings = { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } } as const;
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  const release = releaseOf('1.0.0', { 'a.txt': 'whole', 'b.txt': 'whole too' });
  const one = await openFolderDestination(release, settings, deps);
  await one.flip(call(), []);
  writeFileSync(join(path, 'b.txt'), 'who');
  const told = { error: { code: 'not_as_written', message: expect.stringContaining('b.txt differs') } };
  await expect(one.verify(call())).rejects.toMatchObject(told);
  await expect((await openFolderDestination(release, settings, deps)).verify(call())).rejects.toMatchObject(told);
});

test('a file that another machine wrote in the same size is not taken for ours, though this machine remembers ours', async () => {
  const base = tempFolder();
  const path = join(base, 'mirror');
  mkdirSync(path);
  const settings = { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } } as const;
  const machine = () => ({ ...placesIn(base), base, published: memoryOfPlaces() });
  const [mine, theirs] = [machine(), machine()];
  const open = (deps: typeof mine, version: string, files: Record<string, string>, archive: string) => {
    const more = { archive: { path: '/nowhere', sha256: archive.repeat(64), size: 1 } };
    return openFolderDestination(releaseOf(version, files, more), settings, deps);
  };
  const release = async (...given: Parameters<typeof open>) => {
    const one = await open(...given);
    await one.flip(call(), []);
    await one.verify(call());
  };
  await release(mine, '1.0.0', { 'a.txt': 'mine', 'b.txt': 'both' }, 'a');
  // Of the same number: the version alone would not tell that somebody was here.
  await release(theirs, '1.0.0', { 'a.txt': 'they', 'b.txt': 'both' }, 'b');
  const next = await open(mine, '1.1.0', { 'a.txt': 'mine', 'b.txt': 'both' }, 'a');
  expect(await next.plan(call())).toMatchObject({ versionThere: '1.0.0', added: 0, changed: 1, deleted: 0 });
  await release(mine, '1.1.0', { 'a.txt': 'mine', 'b.txt': 'both' }, 'a');
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('mine');
});

test('while files are replaced none of the versions is named, and what was left of another machine in the middle is looked at', async () => {
  const base = tempFolder();
  const path = join(base, 'mirror');
  mkdirSync(path);
  const settings = { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } } as const;
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  const open = (version: string, files: Record<string, string>) =>
    openFolderDestination(releaseOf(version, files), settings, deps);
  const first = await open('1.0.0', { 'a.txt': 'mine' });
  await first.flip(call(), []);
  const second = await open('1.1.0', { 'a.txt': 'more' });
  const seen: string[][] = [];
  await second.flip(
    { ...call(), onBytes: () => seen.push(readdirSync(path).filter((name) => !name.startsWith('.'))) },
    [],
  );
  expect(seen[0]).toEqual(['a.txt']);
  // Another machine was stopped here after it had replaced a file.
  rmSync(join(path, 'loadmaster-version.txt'));
  writeFileSync(join(path, 'a.txt'), 'they');
  const third = await open('1.2.0', { 'a.txt': 'more' });
  expect(await third.plan(call())).toMatchObject({ changed: 1 });
});

test.skipIf(missing('git'))(
  'a push that was refused is no file on the branch, though the file has the same size',
  async () => {
    const base = tempFolder();
    const remote = join(base, 'remote.git');
    execFileSync('git', ['init', '--quiet', '--bare', remote]);
    const shown = (path: string) => execFileSync('git', ['-C', remote, 'show', `pages:${path}`], { encoding: 'utf8' });
    const settings = { kind: 'folder', name: 'pages', place: { carrier: 'git', remote, branch: 'pages' } } as const;
    const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
    const release = async (version: string, files: Record<string, string>) => {
      const one = await openFolderDestination(releaseOf(version, files), settings, deps);
      try {
        await one.flip(call(), []);
      } finally {
        await one.dispose();
      }
    };
    await release('1.0.0', { 'a.txt': 'one', 'b.txt': 'same' });
    const hook = join(remote, 'hooks', 'pre-receive');
    mkdirSync(join(remote, 'hooks'), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await expect(release('1.1.0', { 'a.txt': 'two', 'b.txt': 'same' })).rejects.toMatchObject({ code: 'not_allowed' });
    rmSync(hook);
    await release('1.1.0', { 'a.txt': 'two', 'b.txt': 'same' });
    expect([shown('a.txt'), shown('loadmaster-version.txt').split('\n')[0]]).toEqual(['two', '1.1.0']);
  },
);

test('a release takes away what a run that was killed a week ago left in the place', async () => {
  const base = tempFolder();
  const path = join(base, 'mirror');
  mkdirSync(path);
  const settings = { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path } } as const;
  const half = join(path, '.a.obj.0123abcd.loadmaster-part');
  writeFileSync(half, 'half');
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  const daysLater = (days: number) => () => Date.now() + days * 24 * 60 * 60_000;
  const release = async (version: string, now: () => number) => {
    const one = await openFolderDestination(releaseOf(version, { 'a.obj': version }), settings, { ...deps, now });
    await one.stage(call());
    await one.flip(call(), []);
  };
  await release('1.0.0', daysLater(6));
  expect(existsSync(half)).toBe(true);
  await release('1.1.0', daysLater(8));
  expect(readdirSync(path).sort()).toEqual(['a.obj', 'loadmaster-version.txt']);
});
