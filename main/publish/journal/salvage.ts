import { type Entry, readEntry } from './entry.ts';
import { salvageTexts } from './pages.ts';

/** Every submission that can still be read of a damaged journal, each in the newest state that can. */
export function salvageEntries(databasePath: string): Entry[] {
  const newest = new Map<string, Entry>();
  for (const texts of salvageTexts(databasePath)) {
    for (const text of texts) {
      const entry = text.startsWith('{') ? readEntry(text) : undefined;
      const known = entry && newest.get(entry.id);
      if (entry && (!known || isLater(entry, known))) newest.set(entry.id, entry);
    }
  }
  return [...newest.values()].map(doubted).sort((a, b) => a.createdAt - b.createdAt);
}

function isLater(one: Entry, other: Entry): boolean {
  if (one.updatedAt !== other.updatedAt) return one.updatedAt > other.updatedAt;
  return one.machine.memory.sends >= other.machine.memory.sends;
}

/** What had ended without success and may have been retried since. */
const RETRIED: ReadonlySet<string> = new Set(['failed', 'rejected', 'stopped', 'cancelled']);

/**
 * What was written after the state that could be read is not known. A packed archive may have been sent since, so the
 * registry is asked before anything else happens, and what it got since then may be ours.
 */
export function doubted(entry: Entry): Entry {
  const { machine, updatedAt } = entry;
  const { phase } = machine.state;
  if (machine.dryRun || machine.archive === null) return entry;
  const claim = machine.memory.claim ?? updatedAt;
  if (RETRIED.has(phase)) {
    if (machine.memory.claim === claim) return entry;
    return { ...entry, machine: { ...machine, memory: { ...machine.memory, claim } } };
  }
  if (phase !== 'built' && phase !== 'waiting') return entry;
  const memory = { ...machine.memory, doubt: true, claim, absencesNeeded: 3 };
  return { ...entry, machine: { ...machine, state: { phase: 'uncertain', nextCheckAt: null }, memory } };
}
