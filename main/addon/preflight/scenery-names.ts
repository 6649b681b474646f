import { eachAtOnce } from '../../disk/index.ts';
import { libraryExports, plainName } from '../dsf/library-exports.ts';
import type { DsfDefinitions } from '../dsf/read-definitions.ts';
import { libraryOf } from '../dsf/well-known-libraries.ts';
import type { FileContents } from './file-contents.ts';
import { textReader } from './once.ts';
import { folderOf } from './programs.ts';
import type { PreflightContext } from './rule.ts';

const READ_AT_ONCE = 16;
const TILE = /^(?:(.*)\/)?Earth nav data\/[+-]\d0[+-]\d\d0\/[+-]\d\d[+-]\d{3}\.dsf$/i;

/** What the tiles of an add-on name, and where it comes from. */
export interface SceneryNames {
  /** By tile: names in folders of its own that are not there. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  /** By tile: names that are spelled otherwise in the add-on, and how. */
  readonly otherCase: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By tile: names that may be of a library nobody here knows. */
  readonly unknown: ReadonlyMap<string, readonly string[]>;
  /** Files of the add-on that a tile names, by whatever case. */
  readonly there: ReadonlySet<string>;
  /** Well-known libraries, and whether the add-on has placeholders for all that it takes of them. */
  readonly libraries: ReadonlyMap<string, { readonly hasPlaceholders: boolean }>;
}

const memory = new WeakMap<
  FileContents,
  { readonly scan: PreflightContext['scan']; readonly names: Promise<SceneryNames> }
>();
const exportsOf = textReader(libraryExports);

/** Whether a change of this path can change where names come from: any file may be one that a tile names. */
export function concernsScenery(path: string): boolean {
  return /\.(?:dsf|obj|agp|fac|for|lin|pol|str|ter|net|bch)$|(?:^|\/)library\.txt$/i.test(path);
}

/** Read once for all rules that look at it. */
export function sceneryNames(context: PreflightContext): Promise<SceneryNames> {
  const known = memory.get(context.contents);
  if (known?.scan === context.scan) return known.names;
  const names = readNames(context);
  memory.set(context.contents, { scan: context.scan, names });
  return names;
}

async function readNames(context: PreflightContext): Promise<SceneryNames> {
  const { scan, detection, contents, signal } = context;
  // X-Plane reads those of a pack itself; of a pack inside of one stray-tiles tells.
  const packs = new Set(detection.candidates.map(({ root }) => root.toLowerCase()));
  const tiles = scan.entries.filter(({ path, link }) => {
    const tile = link === undefined ? TILE.exec(path) : null;
    return tile !== null && packs.has((tile[1] ?? '').toLowerCase());
  });
  const found = {
    missing: new Map(),
    otherCase: new Map(),
    unknown: new Map(),
    libraries: new Map(),
    there: new Set<string>(),
  };
  if (tiles.length === 0) return found;
  const exported = await readExports(context);
  const files = new Map(scan.entries.map(({ path }) => [path.toLowerCase(), path]));
  const folders = new Set(scan.folders.map((folder) => folder.toLowerCase()));
  await eachAtOnce(tiles, READ_AT_ONCE, async (tile) => {
    signal?.throwIfAborted();
    const definitions = await contents.definitions(tile).catch(() => undefined);
    if (definitions === undefined) return;
    const root = TILE.exec(tile.path)?.[1] ?? '';
    const missing: string[] = [];
    const unknown: string[] = [];
    const otherCase = new Map<string, string>();
    for (const name of fileNames(definitions)) {
      const wanted = inFolder(root, name);
      const actual = wanted === undefined ? undefined : files.get(wanted.toLowerCase());
      if (wanted === undefined) continue;
      if (actual !== undefined) {
        found.there.add(actual);
        if (actual !== wanted) otherCase.set(name, actual);
        continue;
      }
      const plain = plainName(name);
      const library = libraryOf(plain);
      const given = exported.get(plain);
      if (given !== undefined && !(given.isBackup && library !== undefined)) continue;
      if (library === 'x-plane') continue;
      if (library !== undefined) noteLibrary(found.libraries, library, given !== undefined);
      else if (isOwn(plain, root, folders)) missing.push(name);
      else unknown.push(name);
    }
    if (missing.length > 0) found.missing.set(tile.path, missing);
    if (unknown.length > 0) found.unknown.set(tile.path, unknown);
    if (otherCase.size > 0) found.otherCase.set(tile.path, otherCase);
  });
  return found;
}

/** Every library.txt of the add-on counts: a scenery and the library made for it are often one package. */
async function readExports(context: PreflightContext): Promise<ReadonlyMap<string, { readonly isBackup: boolean }>> {
  const { scan, contents } = context;
  const read = exportsOf(contents);
  const all = new Map<string, { readonly isBackup: boolean }>();
  const libraries = scan.entries.filter(({ path, link }) => link === undefined && /(?:^|\/)library\.txt$/i.test(path));
  for (const library of libraries) {
    for (const [name, given] of await read(library)) {
      if (all.get(name)?.isBackup !== false) all.set(name, given);
    }
  }
  return all;
}

/** Without what is no file: `terrain_Water`, and the empty names that editors leave behind. */
function fileNames({ terrains, objects, polygons, networks }: DsfDefinitions): ReadonlySet<string> {
  return new Set(
    [...terrains, ...objects, ...polygons, ...networks].filter((name) => /[^/\\:]\.[a-z]{3}$/i.test(name)),
  );
}

/** Undefined for a name that leads out of the scenery: what is there is not known here. */
function inFolder(root: string, name: string): string | undefined {
  const parts = name
    .replace(/[\\:]/g, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return undefined;
  return [...(root === '' ? [] : [root]), ...parts].join('/');
}

/** A bare name, or one in a folder that the scenery has: no library is meant. */
function isOwn(plain: string, root: string, folders: ReadonlySet<string>): boolean {
  const folder = folderOf(plain);
  return folder === '' || folders.has(root === '' ? folder : `${root.toLowerCase()}/${folder}`);
}

function noteLibrary(
  libraries: Map<string, { readonly hasPlaceholders: boolean }>,
  library: string,
  hasPlaceholder: boolean,
): void {
  const before = libraries.get(library)?.hasPlaceholders ?? true;
  libraries.set(library, { hasPlaceholders: before && hasPlaceholder });
}
