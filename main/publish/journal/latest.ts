import { withoutResolved } from '../../../preload/contract/phases.ts';
import type { Entry } from './entry.ts';

export function isAbout(entry: Entry, connectionId: string, packageId: string, version: string): boolean {
  if (entry.machine.dryRun || entry.connectionId !== connectionId) return false;
  return entry.packageId === packageId && entry.version === version;
}

/** Of several submissions of one version only the latest says how it stands. */
function latestOfEach(entries: readonly Entry[]): Entry[] {
  const latest = new Map<string, Entry>();
  for (const entry of entries) {
    if (!entry.machine.dryRun) latest.set(`${entry.connectionId} ${entry.packageId} ${entry.version}`, entry);
  }
  return [...latest.values()];
}

/** How each version stands, without failures that a later release made up for. */
export function latestUnresolved(entries: readonly Entry[]): Entry[] {
  const all = entries.map((entry) => ({ ...entry, state: entry.machine.state, entry }));
  return latestOfEach(withoutResolved(all).map(({ entry }) => entry));
}

/** The newest release of an add-on that another registry than this one has processed. */
export function newestElsewhere(
  entries: readonly Entry[],
  { addonId, connectionId }: { readonly addonId: string; readonly connectionId: string },
): Pick<Entry, 'connectionId' | 'version' | 'draft'> | undefined {
  const found = entries.findLast(
    ({ machine, ...entry }) =>
      machine.state.phase === 'processed' && entry.addonId === addonId && entry.connectionId !== connectionId,
  );
  return found ? { connectionId: found.connectionId, version: found.version, draft: found.draft } : undefined;
}
