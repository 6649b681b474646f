import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inTheWay } from '../../../main/destinations/content/in-the-way.ts';
import { openDepotDestination } from '../../../main/destinations/depot/depot-destination.ts';
import { planDepot } from '../../../main/destinations/depot/depot-plan.ts';
import { checkDepot } from '../../../main/destinations/depot/doctor/doctor.ts';
import type { DepotSettings } from '../../../main/destinations/settings.ts';
import { tempFolder } from '../../temp-folder.ts';
import { call } from '../carriers/contract.ts';
import { memoryOfPlaces, placesIn, releaseOf } from '../memory.ts';
import { git, gitMissing, makeBare } from '../peers/git-http.ts';

const BEFORE = { docs: 'one file', 'data/a.txt': 'a', 'data/b/c.txt': 'c', 'stays.txt': 'stays' };
const AFTER = { 'docs/manual.txt': 'many', data: 'one file', 'stays.txt': 'stays' };

function depot(place: DepotSettings['place']) {
  const base = tempFolder();
  const settings: DepotSettings = { kind: 'skunkcrafts', name: 'depot', url: 'https://depot.example/', place };
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  return async (version: string, files: Record<string, string>) => {
    const one = await openDepotDestination(releaseOf(version, files), settings, deps);
    onTestFinished(() => one.dispose());
    return one;
  };
}

test('where a file becomes a folder and a folder a file, users see the old version whole until the depot is locked', async () => {
  const path = join(tempFolder(), 'depot');
  mkdirSync(path);
  const open = depot({ carrier: 'folder', path });
  const first = await open('1.0.0', BEFORE);
  await first.stage(call());
  await first.flip(call(), []);
  const second = await open('1.1.0', AFTER);
  expect(await second.plan(call())).toMatchObject({ deleted: 3, bytes: 12 });
  await second.stage(call());
  for (const [name, text] of Object.entries(BEFORE)) expect(readFileSync(join(path, name), 'utf8')).toBe(text);
  await second.flip(call(), []);
  expect(await second.ask(call())).toEqual({ is: 'published' });
  expect(
    readdirSync(path, { recursive: true })
      .filter((name) => !String(name).startsWith('skunkcrafts'))
      .sort(),
  ).toEqual(['data', 'docs', 'docs/manual.txt', 'stays.txt']);
  const { findings } = await checkDepot(path, call());
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

test('what nobody knows of is not deleted to make room', async () => {
  const path = join(tempFolder(), 'depot');
  mkdirSync(join(path, 'data'), { recursive: true });
  const open = depot({ carrier: 'folder', path });
  const first = await open('1.0.0', BEFORE);
  await first.flip(call(), []);
  const theirs = join(path, 'data', 'theirs.txt');
  writeFileSync(theirs, 'theirs');
  const second = await open('1.1.0', AFTER);
  await second.stage(call());
  await expect(second.flip(call(), [])).rejects.toMatchObject({ code: 'bad_name' });
  expect(existsSync(theirs)).toBe(true);
});

test.skipIf(gitMissing())('on a branch it is one commit', async () => {
  const remote = makeBare(join(tempFolder(), 'addon.git'));
  const open = depot({ carrier: 'git', remote, branch: 'release' });
  for (const [version, files] of [
    ['1.0.0', BEFORE],
    ['1.1.0', AFTER],
  ] as const) {
    const one = await open(version, files);
    await one.stage(call());
    await one.flip(call(), []);
    expect(await one.ask(call())).toEqual({ is: 'published' });
  }
  const listed = git(remote, 'ls-tree', '-r', '--name-only', 'release').trim().split('\n');
  expect(listed.filter((name) => !name.startsWith('skunkcrafts'))).toEqual(['data', 'docs/manual.txt', 'stays.txt']);
  expect(git(remote, 'rev-list', '--count', 'release').trim()).toBe('2');
});

test('a new spelling of a name waits for the lock where it may be the same file', () => {
  const content = [{ path: 'README.txt' }, { path: 'new.txt' }];
  const way = (caseBlind: boolean | undefined) => {
    const { old, waiting } = inTheWay(['Readme.txt', 'other.txt'], content, caseBlind);
    return [[...old], [...waiting]];
  };
  expect(way(false)).toEqual([[], []]);
  expect(way(undefined)).toEqual([[], ['README.txt']]);
  expect(way(true)).toEqual([['Readme.txt'], ['README.txt']]);
  const composed = inTheWay(['e\u0301.txt'], [{ path: '\u00e9.txt' }], true);
  expect([...composed.old]).toEqual(['e\u0301.txt']);
});

test('an old spelling that lies beside the new one is another file, and goes; one that may be the same stays', () => {
  const settings: DepotSettings = {
    ...{ kind: 'skunkcrafts', name: 'depot', url: 'https://depot.example/' },
    place: { carrier: 'folder', path: '/nowhere' },
  };
  const deleted = (there: readonly string[], caseBlind: boolean | undefined) => {
    const seen = new Map(there.map((path) => [path, 3]));
    const depot = {
      cfg: {},
      texts: new Map(),
      sums: seen,
      sizes: seen,
      blacklist: [],
      once: [],
      earlier: [],
      findings: [],
    };
    const release = releaseOf('1.1.0', { 'README.txt': 'two' });
    return planDepot({ release, settings, there: depot, other: undefined, known: [], caseBlind }).deleted;
  };
  expect(deleted(['Readme.txt', 'old.txt'], undefined)).toEqual(['old.txt']);
  expect(deleted(['Readme.txt', 'README.txt', 'old.txt'], undefined)).toEqual(['Readme.txt', 'old.txt']);
  expect(deleted(['Readme.txt'], false)).toEqual(['Readme.txt']);
});
