import type { FileEntry } from '../../scan/entry.ts';
import type { Reference } from './read-references.ts';

export type Resolution =
  | { readonly state: 'found' }
  | { readonly state: 'other-case'; readonly actual: string; readonly wanted: string }
  | { readonly state: 'missing'; readonly wanted: string };

/** What is in the add-on, by exact path and by lower case. */
export type PathIndex = {
  readonly exact: ReadonlySet<string>;
  readonly byLowerCase: ReadonlyMap<string, string>;
  readonly folders: ReadonlySet<string>;
};

export function indexPaths(entries: readonly FileEntry[]): PathIndex {
  const folders = new Set<string>();
  for (const { path } of entries) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
      folders.add(path.slice(0, slash).toLowerCase());
  }
  return {
    exact: new Set(entries.map(({ path }) => path)),
    byLowerCase: new Map(entries.map(({ path }) => [path.toLowerCase(), path])),
    folders,
  };
}

/** Looks for what `from` names. Null when the name may come from a library or from X-Plane itself and nothing can be said. */
export function resolveReference(reference: Reference, from: string, index: PathIndex): Resolution | null {
  const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')));
  const base = reference.base === 'objects' ? joinPath(folder, 'objects') : reference.base === 'root' ? '' : folder;
  const name = reference.name.replaceAll('\\', '/').replaceAll(':', '/');
  const wanted = joinPath(base, name);
  // Out of the add-on: X-Plane's own resources, or another package's.
  if (wanted === null || base === null) return null;
  const spellings = reference.kind === 'texture' ? textureSpellings(wanted) : [wanted];
  if (spellings.some((path) => index.exact.has(path))) return { state: 'found' };
  for (const path of spellings) {
    const actual = index.byLowerCase.get(path.toLowerCase());
    if (actual !== undefined) return { state: 'other-case', actual, wanted: path };
  }
  if (reference.kind === 'object' && mayBeFromLibrary(name, folder, index)) return null;
  return { state: 'missing', wanted };
}

/** X-Plane takes a .dds for a .png that is named, and the other way round. */
function textureSpellings(path: string): string[] {
  const match = /^(.*)\.(png|dds)$/i.exec(path);
  if (!match) return [path];
  return [path, `${match[1]}.${match[2]?.toLowerCase() === 'png' ? 'dds' : 'png'}`];
}

/** `lib/airport/...` and the like are virtual paths that libraries provide; only a folder we hold makes it ours. */
function mayBeFromLibrary(name: string, folder: string, index: PathIndex): boolean {
  const first = name.split('/', 1)[0] ?? '';
  if (!name.includes('/') || first === '..' || first === '.') return false;
  const ours = folder === '' ? first : `${folder}/${first}`;
  return !index.folders.has(ours.toLowerCase());
}

function joinPath(folder: string | null, name: string): string | null {
  const parts = folder === null || folder === '' ? [] : folder.split('/');
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
