import type { Release } from '../../../preload/contract.ts';

/** What Loadmaster brought to one place last. */
export interface PlaceNow {
  readonly name: string;
  readonly version: string;
  readonly forTesters: boolean;
  /** No other place of the add-on has got a later release. */
  readonly isNewest: boolean;
}

type PlacesByAddon = ReadonlyMap<string, readonly PlaceNow[]>;

const NONE: readonly PlaceNow[] = [];
const known = new WeakMap<readonly Release[], PlacesByAddon>();

/** Where an add-on has been brought, registries aside: the card's chip tells of these. The history is gone through once for all cards. */
export function placesOf(all: readonly Release[], addonId: string): readonly PlaceNow[] {
  const places = known.get(all) ?? placesByAddon(all);
  known.set(all, places);
  return places.get(addonId) ?? NONE;
}

/** Newest first: what a place got last decides, and of what was taken back nobody here knows what is there now. */
function placesByAddon(all: readonly Release[]): PlacesByAddon {
  const byAddon = new Map<string, Map<string, PlaceNow | undefined>>();
  for (const { addonId, version, destinations, forTesters } of all) {
    if (addonId === null) continue;
    const places = byAddon.get(addonId) ?? new Map<string, PlaceNow | undefined>();
    const newest = [...places.values()].find((place) => place !== undefined)?.version ?? version;
    for (const { name, kind, phase } of destinations) {
      if (kind === 'xpkg' || places.has(name) || (phase !== 'done' && phase !== 'withdrawn')) continue;
      const isNewest = version === newest;
      const place = { name, version, forTesters: forTesters.includes(name), isNewest };
      places.set(name, phase === 'done' ? place : undefined);
    }
    byAddon.set(addonId, places);
  }
  return new Map([...byAddon].map(([id, places]) => [id, [...places.values()].filter((place) => place !== undefined)]));
}
