import { entryHash, entryIn, type ResumeKey } from './contract/resume.ts';

const KEPT_AS = 'loadmaster-entry';

/** The parts of a page that a key is found in: its address once, and what its origin keeps, which no other port can read. */
interface PageParts {
  readonly hash: string;
  /** Takes the key out of the address, before the page's own scripts read a place from it. */
  readonly cleanAddress: () => void;
  readonly store: { getItem(name: string): string | null; setItem(name: string, value: string): void };
}

export interface EntryKey {
  /** Undefined where this page was not opened by an address of Loadmaster. */
  readonly entry: ResumeKey | undefined;
  /** For the next page of this origin: a reload, a second tab. It is worth nothing once this Loadmaster has ended. */
  readonly keep: (entry: ResumeKey) => void;
}

export function entryKey({ hash, cleanAddress, store }: PageParts): EntryKey {
  const keep = (entry: ResumeKey): void => store.setItem(KEPT_AS, entryHash(entry));
  const told = entryIn(hash);
  if (told === undefined) return { entry: entryIn(store.getItem(KEPT_AS) ?? ''), keep };
  cleanAddress();
  keep(told);
  return { entry: told, keep };
}
