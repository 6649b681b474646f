import { create } from 'zustand';
import { PLAIN_SCREENS, REGISTRY_TABS } from '../../preload/contract/screens.ts';
import type { Place } from '../../preload/contract.ts';

export type AddonTab = Extract<Place, { screen: 'addon' }>['tab'];
export type Screen = Place['screen'];

export const ADDON_TABS: readonly AddonTab[] = ['contents', 'checks', 'release', 'versions'];
const HANGAR: Place = { screen: 'hangar' };

/** A place as the fragment of the address, so that a reload, and back and forward, come to the same place. */
export function placeToHash(place: Place): string {
  switch (place.screen) {
    case 'addon':
      return `#/addon/${encodeURIComponent(place.addonId)}/${place.tab}`;
    case 'activity':
      return place.submissionId === undefined ? '#/activity' : `#/activity/${encodeURIComponent(place.submissionId)}`;
    case 'registry':
      return place.tab === undefined ? '#/registry' : `#/registry/${place.tab}`;
    default:
      return `#/${place.screen}`;
  }
}

export function hashToPlace(hash: string): Place {
  const [screen, id, tab] = hash.replace(/^#\/?/, '').split('/').map(decode);
  switch (screen) {
    case 'addon':
      return id ? { screen, addonId: id, tab: ADDON_TABS.find((known) => known === tab) ?? 'contents' } : HANGAR;
    case 'activity':
      return id ? { screen, submissionId: id } : { screen };
    case 'registry': {
      const known = REGISTRY_TABS.find((one) => one === id);
      return known ? { screen, tab: known } : { screen };
    }
    default:
      return { screen: PLAIN_SCREENS.find((known) => known === screen) ?? 'hangar' };
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const usePlace = create<{ readonly place: Place }>()(() => ({ place: HANGAR }));

export function goTo(place: Place): void {
  const hash = placeToHash(place);
  if (window.location.hash === hash) usePlace.setState({ place });
  else window.location.hash = hash;
}

/** Keeps the place and the address the same, whichever of them moves. */
export function followAddress(): () => void {
  const follow = () => usePlace.setState({ place: hashToPlace(window.location.hash) });
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}
