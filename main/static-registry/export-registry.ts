import type { KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  compareVersions,
  type ListedPackage,
  STATIC_FORMAT,
  STATIC_INDEX,
  type StaticPackage,
  type StaticRegistry,
  type StaticVersion,
  signedIndexSchema,
  staticFilePath,
  staticPagePath,
} from '../../protocol/index.ts';
import { FOR_OTHERS, writeFileDurably } from '../disk/index.ts';
import { openSignedIndex } from '../publish/index.ts';
import { publicKeyOf, signRegistry } from './signing-key.ts';
import { siteFiles } from './site-files.ts';

/** A registry as anybody sees it: what it does not show to everybody cannot get into an export. */
export interface ExportSource {
  /** Every public package with its processed versions, without what only their files say. */
  packages(): Promise<readonly ListedPackage[]>;
  /** Where the package file of a version is; undefined where the registry does not keep it. */
  file(packageId: string, version: string): Promise<{ readonly location: string; readonly hash: string } | undefined>;
  /** Fetches a package file to this path, whole and with this hash, or throws. */
  download(from: { readonly location: string; readonly hash: string }, to: string): Promise<void>;
}

export interface ExportOptions {
  readonly folder: string;
  readonly source: ExportSource;
  readonly about: { readonly name: string; readonly identifier: string; readonly description: string };
  readonly key: KeyObject;
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly onFile?: (packageId: string, version: string) => void;
}

export interface RegistryExport {
  readonly packages: number;
  readonly versions: number;
  /** Package files that were not there before. */
  readonly added: number;
  readonly removed: number;
  /** Versions whose file the registry does not keep, so nobody could install them. */
  readonly withoutFile: readonly string[];
  /** Whether anything differs from what was there: the index is left as it is when nothing does. */
  readonly changed: boolean;
  readonly publicKey: string;
}

/** An export that cannot be made, in the author's words. */
export class StaticRegistryFault extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  constructor(code: string, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/**
 * Writes the public part of a registry into a folder. Files come first, then the pages, then the index, and what nobody
 * names any more goes last, so a reader finds the old state or the new one whole. What is there is not fetched again.
 */
export async function exportRegistry(options: ExportOptions): Promise<RegistryExport> {
  const { folder, key } = options;
  await mkdir(folder, { recursive: true });
  const before = await readIndex(folder);
  if (before === undefined) await refuseForeignFolder(folder);
  const gathered = await gather(options, before);
  const registry: StaticRegistry = {
    format: STATIC_FORMAT,
    ...options.about,
    generated: new Date(options.now()).toISOString(),
    packages: gathered.packages,
  };
  const changed = before === undefined || !sameContent(before, registry);
  for (const [path, content] of siteFiles(changed ? registry : before))
    await writeIfChanged(join(folder, path), content);
  if (changed)
    await writeFileDurably(join(folder, STATIC_INDEX), JSON.stringify(signRegistry(registry, key)), FOR_OTHERS);
  const removed = await removeUnnamed(folder, registry);
  return {
    packages: registry.packages.length,
    versions: registry.packages.reduce((sum, { versions }) => sum + versions.length, 0),
    added: gathered.added,
    removed,
    withoutFile: gathered.withoutFile,
    changed,
    publicKey: publicKeyOf(key),
  };
}

async function readIndex(folder: string): Promise<StaticRegistry | undefined> {
  const text = await readFile(join(folder, STATIC_INDEX), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (text === undefined) return undefined;
  try {
    const registry = openSignedIndex(signedIndexSchema.parse(JSON.parse(text)));
    if (registry !== undefined) return registry;
  } catch {
    // Told below, like a signature of something else.
  }
  throw new StaticRegistryFault(
    'damaged_index',
    `${STATIC_INDEX} in this folder is not an index that Loadmaster wrote, or it is damaged.`,
    'Export into an empty folder, or delete that file if the folder holds nothing else you need.',
  );
}

async function refuseForeignFolder(folder: string): Promise<void> {
  const names = await readdir(folder);
  // A checkout of a branch, the domain of a page host: there before the first export, and never touched.
  const foreign = names.filter((name) => !name.startsWith('.') && name !== 'CNAME' && name !== 'files');
  if (foreign.length === 0) return;
  throw new StaticRegistryFault(
    'folder_in_use',
    `${folder} already holds something else, such as ${foreign[0]}; an export could overwrite it.`,
    'Name an empty folder, or a new one.',
  );
}

interface Gathered {
  readonly packages: StaticPackage[];
  readonly added: number;
  readonly withoutFile: readonly string[];
}

async function gather(
  { folder, source, signal, onFile }: ExportOptions,
  before: StaticRegistry | undefined,
): Promise<Gathered> {
  const known = knownVersions(before);
  const packages: StaticPackage[] = [];
  const withoutFile: string[] = [];
  let added = 0;
  for (const { versions, ...about } of await source.packages()) {
    const kept: StaticVersion[] = [];
    for (const listed of versions) {
      signal?.throwIfAborted();
      const name = `${about.packageId} ${listed.version}`;
      const there = known.get(name);
      if (there !== undefined && (await hasSize(join(folder, staticFilePath(there.hash)), there.size))) {
        kept.push({ ...listed, hash: there.hash, size: there.size });
        continue;
      }
      const file = await source.file(about.packageId, listed.version);
      if (file === undefined) {
        withoutFile.push(name);
        continue;
      }
      onFile?.(about.packageId, listed.version);
      const path = join(folder, staticFilePath(file.hash));
      await mkdir(dirname(path), { recursive: true });
      await source.download(file, path);
      added += 1;
      kept.push({ ...listed, hash: file.hash, size: (await stat(path)).size });
    }
    kept.sort((a, b) => compareVersions(a.version, b.version));
    if (kept.length > 0) packages.push({ ...about, versions: kept });
  }
  packages.sort((a, b) => (a.packageId < b.packageId ? -1 : 1));
  return { packages, added, withoutFile };
}

function knownVersions(registry: StaticRegistry | undefined): ReadonlyMap<string, StaticVersion> {
  const known = new Map<string, StaticVersion>();
  for (const { packageId, versions } of registry?.packages ?? [])
    for (const version of versions) known.set(`${packageId} ${version.version}`, version);
  return known;
}

async function hasSize(path: string, size: number): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile() && found.size === size,
    () => false,
  );
}

function sameContent(a: StaticRegistry, b: StaticRegistry): boolean {
  return JSON.stringify({ ...a, generated: '' }) === JSON.stringify({ ...b, generated: '' });
}

async function writeIfChanged(path: string, content: string): Promise<void> {
  const there = await readFile(path, 'utf8').catch(() => undefined);
  if (there !== content) await writeFileDurably(path, content, FOR_OTHERS);
}

/** Package files and pages that the index does not name. Only names of our own making are looked at. */
async function removeUnnamed(folder: string, { packages }: StaticRegistry): Promise<number> {
  const files = new Set(packages.flatMap(({ versions }) => versions.map(({ hash }) => staticFilePath(hash))));
  const pages = new Set(packages.map(({ packageId }) => staticPagePath(packageId)));
  let removed = 0;
  for (const name of await namesIn(join(folder, 'files'))) {
    if (!/^[0-9a-f]{64}\.xpkg(\.[0-9a-f]+\.part)?$/.test(name) || files.has(`files/${name}`)) continue;
    await rm(join(folder, 'files', name));
    removed += 1;
  }
  for (const name of await namesIn(join(folder, 'package'))) {
    if (!pages.has(staticPagePath(name))) await rm(join(folder, 'package', name), { recursive: true });
  }
  return removed;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
