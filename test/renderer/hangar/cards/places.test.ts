import { expect, test } from 'vitest';
import type { Release, ReleaseDestination } from '../../../../preload/contract.ts';
import { placesOf } from '../../../../renderer/hangar/cards/places.ts';

type At = Pick<ReleaseDestination, 'name' | 'phase'> & Partial<ReleaseDestination>;

function release(version: string, destinations: readonly At[], change: Partial<Release> = {}): Release {
  return {
    id: version,
    addonId: 'loxq',
    addonName: 'LOXQ',
    packageId: 'author.loxq',
    version,
    createdAt: 0,
    state: 'ended',
    superseded: false,
    forTesters: [],
    destinations: destinations.map((at) => ({ kind: 'folder', connectionId: null, error: null, link: null, ...at })),
    ...change,
  };
}

test('each place with the version it got last, and which of them has the newest', () => {
  const all = [
    release('1.4', [
      { name: 'Depot', phase: 'done' },
      { name: 'GitHub', phase: 'failed' },
    ]),
    release('1.3', [
      { name: 'Depot', phase: 'done' },
      { name: 'GitHub', phase: 'done' },
    ]),
  ];
  expect(placesOf(all, 'loxq')).toEqual([
    { name: 'Depot', version: '1.4', forTesters: false, isNewest: true },
    { name: 'GitHub', version: '1.3', forTesters: false, isNewest: false },
  ]);
  expect(placesOf(all, 'another')).toEqual([]);
});

test('nothing is said of a place where a version was taken back, nor of a registry', () => {
  const all = [
    release('1.4', [
      { name: 'Depot', phase: 'withdrawn' },
      { name: 'Local', phase: 'done', kind: 'xpkg', connectionId: 'local' },
    ]),
    release('1.3', [{ name: 'Depot', phase: 'done' }]),
  ];
  expect(placesOf(all, 'loxq')).toEqual([]);
});

test('a version for testers is called one', () => {
  const all = [release('2.0b1', [{ name: 'Depot', phase: 'done' }], { forTesters: ['Depot'] })];
  expect(placesOf(all, 'loxq')).toMatchObject([{ version: '2.0b1', forTesters: true }]);
});
