import type { FileEntry } from '../../scan/entry.ts';
import type { Reference } from './read-references.ts';

export type Resolution =
  | { readonly state: 'found'; readonly actual: string }
  | { readonly state: 'other-case'; readonly actual: string; readonly wanted: string }
  | { readonly state: 'missing'; readonly wanted: string };

/** What is in the add-on, by exact path and by lower case. */
export interface PathIndex {
  readonly exact: ReadonlySet<string>;
  readonly byLowerCase: ReadonlyMap<string, string>;
  readonly folders: ReadonlySet<string>;
}

export function indexPaths(all: readonly FileEntry[]): PathIndex {
  // A link is not packed, so what it leads to is not there for users.
  const entries = all.filter(({ link }) => link === undefined);
  const folders = new Set<string>();
  for (const { path } of entries) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
      folders.add(path.slice(0, slash).toLowerCase());
  }
  return {
    exact: new Set(entries.map(({ path }) => path)),
    byLowerCase: new Map(entries.map(({ path }) => [folded(path), path])),
    folders,
  };
}

/** Names that macOS and Windows take for the same. */
function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Looks for what `from` names. Null when the name may come from a library or from X-Plane itself and nothing can be said. */
export function resolveReference(reference: Reference, from: string, index: PathIndex): Resolution | undefined {
  const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')));
  const base = baseOf(reference, from);
  const name = reference.name.replaceAll('\\', '/').replaceAll(':', '/');
  const wanted = joinPath(base, name);
  // Out of the add-on: X-Plane's own resources, or another package's.
  if (wanted === undefined) return undefined;
  const spellings = reference.kind === 'texture' || reference.kind === 'layer' ? textureSpellings(wanted) : [wanted];
  const there = spellings.find((path) => index.exact.has(path));
  if (there !== undefined) return { state: 'found', actual: there };
  for (const path of spellings) {
    const actual = index.byLowerCase.get(folded(path));
    if (actual !== undefined) return { state: 'other-case', actual, wanted: path };
  }
  if (reference.kind === 'object' && mayBeFromLibrary(name, folder, index)) return undefined;
  return { state: 'missing', wanted };
}

/** The folder a name starts from. */
export function baseOf(reference: Reference, from: string): string {
  if (reference.base === 'root') return '';
  const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')));
  return reference.base === 'objects' ? `${folder}${folder === '' ? '' : '/'}objects` : folder;
}

/** How `from` would name a file by its true spelling. */
export function nameFor(reference: Reference, from: string, actual: string): string {
  const base = baseOf(reference, from).split('/').filter(Boolean);
  const target = actual.split('/');
  const differs = base.findIndex((part, index) => part !== target[index]);
  const shared = differs < 0 ? base.length : differs;
  return [...base.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

const PICTURES = ['png', 'dds', 'bmp', 'tga'] as const;

/** X-Plane takes a texture of any kind it knows for the one that is named: a .dds for a .png, a .png for an old .bmp. */
function textureSpellings(path: string): string[] {
  const dot = path.lastIndexOf('.');
  const named = path.slice(dot + 1).toLowerCase();
  if (!PICTURES.some((kind) => kind === named)) return [path];
  return [path, ...PICTURES.filter((kind) => kind !== named).map((kind) => `${path.slice(0, dot)}.${kind}`)];
}

/** `lib/airport/...` and the like are virtual paths that libraries provide; only a folder we hold makes it ours. */
function mayBeFromLibrary(name: string, folder: string, index: PathIndex): boolean {
  const first = name.split('/', 1)[0] ?? '';
  if (!name.includes('/') || first === '..' || first === '.') return false;
  const ours = folder === '' ? first : `${folder}/${first}`;
  return !index.folders.has(ours.toLowerCase());
}

function joinPath(folder: string, name: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
