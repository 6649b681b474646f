import { readDestinations } from '../release/releases.ts';
import { onceRule } from './once-files.ts';

/** What the project file says about a SkunkCrafts depot; undefined where the add-on has none. */
export function depotRules(
  destinations: readonly unknown[] | undefined,
): { readonly isOnce: (path: string) => boolean } | undefined {
  const depot = readDestinations(destinations).settings.find(({ kind }) => kind === 'skunkcrafts');
  return depot?.kind === 'skunkcrafts' ? { isOnce: onceRule(depot.once) } : undefined;
}
