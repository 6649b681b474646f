import type { FileEntry } from '../../scan/entry.ts';
import type { Reference } from './read-references.ts';

export type Resolution =
  | { readonly state: 'found'; readonly actual: string }
  | { readonly state: 'other-case'; readonly actual: string; readonly wanted: string }
  | { readonly state: 'missing'; readonly wanted: string };

/** What is in the add-on, by exact path and, for names that are not there as written, without regard to case. */
export interface PathIndex {
  readonly exact: ReadonlySet<string>;
  spelledAnyhow(path: string): string | undefined;
  hasFolder(path: string): boolean;
}

export function indexPaths(all: readonly FileEntry[]): PathIndex {
  // A link is not packed, so what it leads to is not there for users.
  const paths = all.filter(({ link }) => link === undefined).map(({ path }) => path);
  // Most names are spelled as the file is: what only the others need is made when one is met.
  let byLowerCase: ReadonlyMap<string, string> | undefined;
  let folders: ReadonlySet<string> | undefined;
  return {
    exact: new Set(paths),
    spelledAnyhow(path) {
      byLowerCase ??= new Map(paths.map((one) => [folded(one), one]));
      return byLowerCase.get(folded(path));
    },
    hasFolder(path) {
      folders ??= foldersOf(paths);
      return folders.has(path.toLowerCase());
    },
  };
}

/** All folders that the paths lie in, in lower case. Paths are sorted, so that those of one folder are mostly neighbours. */
function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  let last = '';
  for (const path of paths) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (folder === last) continue;
    last = folder;
    const lower = folder.toLowerCase();
    for (let slash = lower.indexOf('/'); slash > 0; slash = lower.indexOf('/', slash + 1)) {
      folders.add(lower.slice(0, slash));
    }
    if (lower !== '') folders.add(lower);
  }
  return folders;
}

/** Names that macOS and Windows take for the same. */
function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Looks for what `from` names. Undefined when the name may come from a library or from X-Plane itself and nothing can be said. */
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
    const actual = index.spelledAnyhow(path);
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
  return !index.hasFolder(ours);
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
