import { type FileEntry, sameEntry } from './entry.ts';

/** Keeps what was read from inside a file until the file looks different. */
export function remembered<T>(read: (entry: FileEntry) => Promise<T>): (entry: FileEntry) => Promise<T> {
  const known = new Map<string, { readonly entry: FileEntry; readonly answer: Promise<T> }>();
  return (entry) => {
    const before = known.get(entry.path);
    if (before !== undefined && sameEntry(before.entry, entry)) return before.answer;
    const answer = read(entry);
    known.set(entry.path, { entry, answer });
    // What could not be read now may be readable the next time.
    answer.catch(() => known.delete(entry.path));
    return answer;
  };
}
