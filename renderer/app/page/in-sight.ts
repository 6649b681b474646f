import type { Notice } from '../../../preload/contract.ts';
import { usePlace } from '../../stores/place.ts';

/** Whether the screen that is open tells of a release by itself; a notice would only stand in the way of its buttons. */
export function isInSight({ submissionId, releaseId, addonId }: Notice): boolean {
  if (submissionId === undefined && releaseId === undefined) return false;
  const { place } = usePlace.getState();
  switch (place.screen) {
    case 'hangar':
    case 'activity':
      return true;
    case 'addon':
      return place.addonId === addonId && (place.tab === 'release' || place.tab === 'versions');
    default:
      return false;
  }
}
