import { expect, test } from 'vitest';
import type { Place } from '../../preload/contract.ts';
import { isInSight } from '../../renderer/app/page/in-sight.ts';
import { hashToPlace, placeToHash, usePlace } from '../../renderer/stores/place.ts';

test('every place survives a reload', () => {
  const places: Place[] = [
    { screen: 'hangar' },
    { screen: 'addon', addonId: 'a/b c%#é', tab: 'release' },
    { screen: 'activity' },
    { screen: 'activity', submissionId: 's/1' },
    { screen: 'registry' },
    { screen: 'registry', tab: 'rehearsal' },
    { screen: 'tools' },
    { screen: 'settings' },
  ];
  expect(places.map((place) => hashToPlace(placeToHash(place)))).toEqual(places);
});

test('an address that names no place is the Hangar', () => {
  for (const hash of ['', '#', '#/nowhere', '#/addon', '#/addon//checks']) {
    expect(hashToPlace(hash)).toEqual({ screen: 'hangar' });
  }
  expect(hashToPlace('#/addon/%E0%A4%A/odd')).toEqual({ screen: 'addon', addonId: '%E0%A4%A', tab: 'contents' });
});

test('a release is in sight where its screen tells of it', () => {
  const notice = { id: 'n', at: 1, level: 'error', title: '', text: '', submissionId: 's', addonId: 'velis' } as const;
  const seenFrom = (hash: string) => {
    usePlace.setState({ place: hashToPlace(hash) });
    return isInSight(notice);
  };
  expect(['#/hangar', '#/activity', '#/addon/velis/release', '#/addon/velis/versions'].map(seenFrom)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['#/addon/velis/checks', '#/addon/gpu/release', '#/tools', '#/settings'].map(seenFrom)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  usePlace.setState({ place: { screen: 'hangar' } });
  const { submissionId: _none, ...about } = notice;
  expect(isInSight(about)).toBe(false);
});
