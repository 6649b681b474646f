import type { FileEntry } from '../../scan/entry.ts';
import type { Reference } from './read-references.ts';
import { indexPaths, type PathIndex, type Resolution, resolveReference } from './resolve-reference.ts';

export interface Resolved {
  readonly reference: Reference;
  readonly resolution: Resolution | undefined;
}

/**
 * What the names in files lead to, kept from one check to the next: where a file was only written anew, the paths are the same ones, and so is what
 * all other files name.
 */
export class KnownResolutions {
  #entries: readonly FileEntry[] = [];
  #index: PathIndex = indexPaths([]);
  #known = new WeakMap<readonly Reference[], readonly Resolved[]>();

  begin(entries: readonly FileEntry[]): void {
    if (!haveSamePaths(this.#entries, entries)) {
      this.#index = indexPaths(entries);
      this.#known = new WeakMap();
    }
    this.#entries = entries;
  }

  /** `named` is one list for as long as its file is the same. */
  of(path: string, named: readonly Reference[]): readonly Resolved[] {
    const before = this.#known.get(named);
    if (before !== undefined) return before;
    const found = named.map((reference) => ({ reference, resolution: resolveReference(reference, path, this.#index) }));
    this.#known.set(named, found);
    return found;
  }
}

function haveSamePaths(a: readonly FileEntry[], b: readonly FileEntry[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ path, link }, at) => path === b[at]?.path && (link === undefined) === (b[at]?.link === undefined))
  );
}
