import { expect, test } from 'vitest';
import { PLAIN_SCREENS } from '../../preload/contract/screens.ts';
import { SCREENS } from '../../renderer/app/screens.tsx';

test('each screen an address can name is on the list that rail and palette read', () => {
  expect(SCREENS.map(({ screen }) => screen).toSorted()).toEqual([...PLAIN_SCREENS, 'activity', 'registry'].toSorted());
});
