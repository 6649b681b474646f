/** One file (or symbolic link) of an add-on, as the walk found it. Everything that looks at an add-on reads a list of these. */
export interface FileEntry {
  /** '/'-separated, relative to the add-on's root, spelled as on disk. */
  readonly path: string;
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ino: bigint;
  readonly mode: number;
  /** The target of a symbolic link. Links are listed so that they can be reported; they are never followed. */
  readonly link?: string;
}

/** Code-unit order: the same on every machine and in every language, unlike localeCompare. */
export function comparePaths(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Whether the two look the same to lstat: then the content is taken to be the same too, as git's index does. */
export function sameEntry(a: FileEntry, b: FileEntry): boolean {
  return (
    a.size === b.size &&
    a.mtimeNs === b.mtimeNs &&
    a.ino === b.ino &&
    a.mode === b.mode &&
    a.link === b.link &&
    a.path === b.path
  );
}

/** Where `path` is, or would be, in a list sorted by path. */
export function positionOf(entries: readonly FileEntry[], path: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = entries[middle];
    if (found !== undefined && found.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function findEntry(entries: readonly FileEntry[], path: string): FileEntry | undefined {
  const found = entries[positionOf(entries, path)];
  return found?.path === path ? found : undefined;
}

/** The entries below a folder; '' is the root. They are neighbours in a sorted list. */
export function entriesBelow(entries: readonly FileEntry[], folder: string): readonly FileEntry[] {
  if (folder === '') return entries;
  // '0' is the character after '/', so `folder0` is the first path past everything that starts with `folder/`.
  return entries.slice(positionOf(entries, `${folder}/`), positionOf(entries, `${folder}0`));
}
