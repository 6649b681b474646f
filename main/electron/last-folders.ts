import { z } from 'zod';
import type { KeyValueStore } from '../settings/index.ts';

export interface LastFolders {
  get(dialog: 'pick' | 'save'): string | undefined;
  keep(dialog: 'pick' | 'save', folder: string): void;
}

const KEY = 'lastFolders';
const keptSchema = z.object({ pick: z.string().optional(), save: z.string().optional() });

/** Where each kind of dialog was last: Electron forgets it, and would begin in the downloads each time. */
export function lastFolders(store: KeyValueStore): LastFolders {
  const all = () => keptSchema.safeParse(store.get(KEY)).data ?? {};
  return {
    get: (dialog) => all()[dialog],
    keep: (dialog, folder) => store.set(KEY, { ...all(), [dialog]: folder }),
  };
}
