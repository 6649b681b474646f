import { doubted, type Journal } from '../journal/index.ts';
import type { SendStore } from './send-store.ts';

/**
 * An archive goes only once its version is published or given up. Where a state that needs it is the newest, the log that said what came
 * of it was cut, which nobody can see of the log itself.
 */
export function doubtOldStates(journal: Journal, sendStore: SendStore): void {
  for (const entry of journal.all()) {
    const { archive, memory } = entry.machine;
    if (archive === null || !memory.archiveKept || sendStore.has(archive.sha256)) continue;
    const doubt = doubted(entry);
    if (doubt !== entry) journal.write(doubt, 'salvaged');
  }
}
