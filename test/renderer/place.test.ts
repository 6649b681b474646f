import { expect, test } from 'vitest';
import type { Place } from '../../preload/contract.ts';
import { hashToPlace, placeToHash } from '../../renderer/app/place.ts';

test('every place survives a reload', () => {
  const places: Place[] = [
    { screen: 'hangar' },
    { screen: 'addon', addonId: 'a/b c%#é', tab: 'release' },
    { screen: 'activity' },
    { screen: 'activity', submissionId: 's/1' },
    { screen: 'registry' },
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
