import type { KeyObject } from 'node:crypto';
import type { Language } from '../../preload/contract/languages.ts';
import { fault } from '../../preload/messages/index.ts';
import {
  compareVersions,
  type ListedPackage,
  type SignedIndex,
  STATIC_FORMAT,
  STATIC_INDEX,
  type StaticPackage,
  type StaticRegistry,
  type StaticVersion,
  signedIndexSchema,
  staticFilePath,
  staticPagePath,
} from '../../protocol/index.ts';
import { keyFingerprint, openSignedIndex } from '../publish/index.ts';
import { StaticRegistryFault } from './fault.ts';
import { publicKeyOf, signRegistry } from './signing-key.ts';
import type { Site } from './site.ts';
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
  readonly site: Site;
  readonly source: ExportSource;
  readonly about: { readonly name: string; readonly identifier: string; readonly description: string };
  /** Of the pages; English otherwise. */
  readonly language?: Language | undefined;
  readonly key: KeyObject;
  readonly now: () => number;
  readonly signal?: AbortSignal;
  /** A version that the registry is asked about again, although the site has one of that number. */
  readonly asksAgain?: (packageId: string, version: string) => boolean;
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

/**
 * Writes the public part of a registry to a site. Files come first, then the pages, then the index, and what nobody
 * names any more goes last, so a reader finds the old state or the new one whole. What is there is not fetched again.
 */
export async function exportRegistry(options: ExportOptions): Promise<RegistryExport> {
  const { site, key } = options;
  const there = await site.list();
  const before = await readSiteIndex(site, there, async () => key);
  if (before === undefined) refuseForeignSite(site, there);
  const gathered = await gather(options, before, there);
  const registry: StaticRegistry = {
    format: STATIC_FORMAT,
    ...options.about,
    generated: new Date(laterThan(before, options.now())).toISOString(),
    packages: gathered.packages,
  };
  const changed = before === undefined || !sameContent(before, registry);
  let pages = 0;
  for (const [path, content] of siteFiles(changed ? registry : before, options.language ?? 'en')) {
    if (hasSize(there, path, Buffer.byteLength(content)) && (await site.read(path)) === content) continue;
    await site.write(path, content);
    pages += 1;
  }
  if (changed) await site.write(STATIC_INDEX, JSON.stringify(signRegistry(registry, key)));
  const unnamed = unnamedIn(there, registry);
  for (const path of unnamed) await site.remove(path);
  return {
    packages: registry.packages.length,
    versions: registry.packages.reduce((sum, { versions }) => sum + versions.length, 0),
    added: gathered.added,
    removed: unnamed.filter((path) => path.startsWith('files/')).length,
    withoutFile: gathered.withoutFile,
    changed: changed || pages > 0,
    publicKey: publicKeyOf(key),
  };
}

/**
 * What the index of a site says; undefined where there is none. One that another key has signed is refused: whoever can
 * write to the web space could put hashes of their own into it, and the next export would sign them as the author's.
 */
export async function readSiteIndex(
  site: Pick<Site, 'read' | 'name'>,
  there: ReadonlyMap<string, number>,
  ownKey: () => Promise<KeyObject>,
): Promise<StaticRegistry | undefined> {
  const text = there.has(STATIC_INDEX) ? await site.read(STATIC_INDEX) : undefined;
  if (text === undefined) return undefined;
  const signed = signedIndexIn(text);
  const registry = signed && openSignedIndex(signed);
  if (signed === undefined || registry === undefined)
    throw new StaticRegistryFault(fault('damaged_index.text', STATIC_INDEX));
  const [theirs, own] = [signed.publicKey, publicKeyOf(await ownKey())].map(keyFingerprint);
  if (theirs === own) return registry;
  throw new StaticRegistryFault(fault('foreign_site_key.text', site.name, String(theirs), String(own)));
}

function signedIndexIn(text: string): SignedIndex | undefined {
  try {
    return signedIndexSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Readers refuse an index that is older than one they have seen, so that nobody can serve them an old one again. */
function laterThan(before: StaticRegistry | undefined, now: number): number {
  return before === undefined ? now : Math.max(now, Date.parse(before.generated) + 1);
}

function refuseForeignSite({ name }: Site, there: ReadonlyMap<string, number>): void {
  // A checkout of a branch, the domain of a page host: there before the first export, and never touched.
  const foreign = [...there.keys()].find((path) => !path.startsWith('.') && path !== 'CNAME' && !/^files\//.test(path));
  if (foreign === undefined) return;
  throw new StaticRegistryFault(fault('folder_in_use.export', name, foreign));
}

interface Gathered {
  readonly packages: StaticPackage[];
  readonly added: number;
  readonly withoutFile: readonly string[];
}

async function gather(
  { site, source, signal, onFile, asksAgain = () => false }: ExportOptions,
  before: StaticRegistry | undefined,
  there: ReadonlyMap<string, number>,
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
      const had = known.get(name);
      const isThere = had !== undefined && hasSize(there, staticFilePath(had.hash), had.size);
      if (isThere && !asksAgain(about.packageId, listed.version)) {
        kept.push({ ...listed, hash: had.hash, size: had.size });
        continue;
      }
      const file = await source.file(about.packageId, listed.version);
      if (file === undefined) {
        withoutFile.push(name);
        continue;
      }
      if (isThere && file.hash === had.hash) {
        kept.push({ ...listed, hash: had.hash, size: had.size });
        continue;
      }
      onFile?.(about.packageId, listed.version);
      const size = await site.receive(staticFilePath(file.hash), (to) => source.download(file, to));
      added += 1;
      kept.push({ ...listed, hash: file.hash, size });
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

function hasSize(there: ReadonlyMap<string, number>, path: string, size: number): boolean {
  return there.get(path) === size;
}

function sameContent(a: StaticRegistry, b: StaticRegistry): boolean {
  return JSON.stringify({ ...a, generated: '' }) === JSON.stringify({ ...b, generated: '' });
}

/** Package files and pages that the index does not name. Only names of our own making are looked at. */
function unnamedIn(there: ReadonlyMap<string, number>, { packages }: StaticRegistry): string[] {
  const named = new Set([
    ...packages.flatMap(({ versions }) => versions.map(({ hash }) => staticFilePath(hash))),
    ...packages.map(({ packageId }) => staticPagePath(packageId)),
  ]);
  return [...there.keys()].filter((path) => OWN_PATH.test(path) && !named.has(path));
}

const OWN_PATH = /^(files\/[0-9a-f]{64}\.xpkg(\.[0-9a-f]+\.part)?|package\/[^/]+\/index\.html)$/;
