import { type FileEntry, sameEntry } from '../scan/entry.ts';

/** What became of the files between two lists, by path. */
export interface EntryChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export function isEmpty({ added, changed, removed }: EntryChanges): boolean {
  return added.length === 0 && changed.length === 0 && removed.length === 0;
}

/** Both lists sorted by path, as scans give them. */
export function compareEntries(before: readonly FileEntry[], now: readonly FileEntry[]): EntryChanges {
  return compareLists(before, now, sameEntry);
}

export function compareLists<B extends { readonly path: string }, N extends { readonly path: string }>(
  before: readonly B[],
  now: readonly N[],
  isSame: (before: B, now: N) => boolean,
): EntryChanges {
  const added: string[] = [];
  const changed: string[] = [];
  const removed: string[] = [];
  let left = 0;
  let right = 0;
  while (left < before.length || right < now.length) {
    const old = before[left];
    const current = now[right];
    if (current === undefined || (old !== undefined && old.path < current.path)) {
      if (old !== undefined) removed.push(old.path);
      left++;
    } else if (old === undefined || current.path < old.path) {
      added.push(current.path);
      right++;
    } else {
      if (!isSame(old, current)) changed.push(current.path);
      left++;
      right++;
    }
  }
  return { added, changed, removed };
}
