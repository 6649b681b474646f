import { withoutResolved } from '../../../preload/contract/phases.ts';
import type { Entry } from './entry.ts';

export function isAbout(entry: Entry, connectionId: string, packageId: string, version: string): boolean {
  if (entry.machine.dryRun || entry.connectionId !== connectionId) return false;
  return entry.packageId === packageId && entry.version === version;
}

/** Of several submissions of one version only the latest says how it stands. */
export function latestOfEach(entries: readonly Entry[]): Entry[] {
  const latest = new Map<string, Entry>();
  for (const entry of entries) {
    if (!entry.machine.dryRun) latest.set(`${entry.connectionId} ${entry.packageId} ${entry.version}`, entry);
  }
  return [...latest.values()];
}

export function unresolved(entries: readonly Entry[]): Entry[] {
  const all = entries.map((entry) => ({ ...entry, state: entry.machine.state, entry }));
  return withoutResolved(all).map(({ entry }) => entry);
}
