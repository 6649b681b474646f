import { expect, test } from 'vitest';
import { SCREENS as LISTED, PLAIN_SCREENS } from '../../preload/contract/screens.ts';
import { english } from '../../preload/messages/page.ts';
import { SCREENS } from '../../renderer/app/screens.tsx';
import { hashToPlace } from '../../renderer/stores/place.ts';

test('each screen an address can name is on the list that rail, palette and menu read, and has a name without a mark', () => {
  expect(SCREENS.map(({ screen }) => screen)).toEqual(LISTED);
  expect(PLAIN_SCREENS).toEqual(['hangar', 'tools', 'help', 'settings']);
  for (const screen of LISTED) {
    expect(hashToPlace(`#/${screen}`)).toEqual({ screen });
    expect(english.frame.screens[screen]).toMatch(/^\w+$/);
  }
});
