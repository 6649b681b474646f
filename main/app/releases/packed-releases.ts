import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress, Settings } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { BuiltFile } from '../../archive/index.ts';
import type { Release, ReleaseLimits } from '../../destinations/index.ts';
import type { AddonList, ArchiveCache, PublishedLists } from '../../library/index.ts';
import { PackFault } from '../../library/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';

interface Parts {
  readonly folder: string;
  readonly addonList: AddonList;
  readonly archiveCache: ArchiveCache;
  readonly published: PublishedLists;
  readonly level: () => 1 | 6;
  readonly limits: () => ReleaseLimits;
}

interface PackRequest {
  readonly addonId: string;
  readonly packageId: string;
  readonly signal: AbortSignal;
  onProgress(progress: Omit<Progress, 'id'>): void;
}

const ENDING = '.zip';

/** What releases send: one archive a release, the same for every destination, kept while it is needed or there is room. */
export class PackedReleases {
  readonly #parts: Parts;
  /** Of releases that run, by add-on and version: the publisher sends these very bytes. */
  readonly #running = new Map<string, BuiltFile>();
  /** Packed, and in no journal yet. */
  readonly #fresh = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async pack(id: string, { addonId, packageId, signal, onProgress }: PackRequest): Promise<BuiltFile> {
    const { addonList, archiveCache, published, level, folder } = this.#parts;
    const addon = addonList.addon(addonId);
    if (!addon) throw new PackFault(fault('unknown_addon.text'));
    const { session } = addon;
    await session.ready;
    await session.settled();
    const letGo = archiveCache.hold(addonId);
    try {
      const request = { addonId, session, packageId, level: level(), signal, onProgress };
      const { scan, ...archive } = await archiveCache.pack(request);
      await published.packed(addonId, archive.sha256, scan);
      const path = this.#pathOf(id);
      this.#fresh.add(path);
      await mkdir(folder, { recursive: true });
      const { manifestPath } = await import('../../archive/index.ts');
      await linkOrCopy(manifestPath(archive.path), manifestPath(path));
      await linkOrCopy(archive.path, path);
      return { ...archive, path };
    } finally {
      letGo();
    }
  }

  /** How many bytes would be compressed for it, since no archive from before has them. */
  async newBytes({ addonId, packageId, signal }: Omit<PackRequest, 'onProgress'>): Promise<number> {
    const { addonList, archiveCache, level } = this.#parts;
    const addon = addonList.addon(addonId);
    if (!addon) throw new PackFault(fault('unknown_addon.text'));
    const { session } = addon;
    await session.ready;
    await session.settled();
    const estimate = await archiveCache.estimate({ addonId, session, packageId, level: level(), signal });
    return estimate.bytes - estimate.reusedBytes;
  }

  /** From now on the journal says whether it is needed. */
  journalled(id: string): void {
    this.#fresh.delete(this.#pathOf(id));
  }

  /** While a release runs, a submission of the same version takes its archive and packs nothing of its own. */
  use(addonId: string, version: string, file: BuiltFile): () => void {
    const key = keyOf(addonId, version);
    this.#running.set(key, file);
    return () => this.#running.delete(key);
  }

  find(addonId: string, version: string): BuiltFile | undefined {
    return this.#running.get(keyOf(addonId, version));
  }

  async forget(id: string): Promise<void> {
    const path = this.#pathOf(id);
    this.#fresh.delete(path);
    const { manifestPath } = await import('../../archive/index.ts');
    await Promise.all([path, manifestPath(path)].map((file) => rm(file, { force: true })));
  }

  /** A release that went back to this one sends the same archive. */
  async forgetUnless(id: string, needed: ReadonlySet<string>): Promise<void> {
    if (!needed.has(this.#pathOf(id))) await this.forget(id);
  }

  /** After a start: what a crash left between packing and the journal. `known`: the archives of all releases. */
  async sweep(known: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#parts.folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
    for (const id of ids) if (id.startsWith(PREFIX) && !known.has(this.#pathOf(id))) await this.forget(id);
  }

  /** Lets go of what is old, or more than there is room for. */
  async prune(log: ReleaseLog): Promise<void> {
    const { pruneReleases } = await import('../../destinations/index.ts');
    await pruneReleases(log, this.#parts.folder, this.#parts.limits(), [...this.#fresh]);
  }

  #pathOf(id: string): string {
    return join(this.#parts.folder, `${id}${ENDING}`);
  }
}

/** By the author's limits for archives. */
export function releaseLimits(
  { cacheLimitBytes: maxBytes, cacheMaxAgeDays: maxAgeDays, historyLimit }: Settings,
  now: number,
): ReleaseLimits {
  return { maxBytes, maxAgeDays, historyLimit, now };
}

/** Of the ids of releases made by the app; the terminal's archives in the same folder have other names. */
export const PREFIX = 'release-';

/** The archive of a release, as the publisher takes one. */
export function builtFile({ archive, content }: Pick<Release, 'archive' | 'content'>): BuiltFile {
  const bytes = content.reduce((sum, { size }) => sum + size, 0);
  return { ...archive, files: content.length, bytes, reusedBytes: 0, durationMs: 0 };
}

function keyOf(addonId: string, version: string): string {
  return `${addonId}\n${version}`;
}

/** A link costs nothing; where the cache is on another disk it becomes a copy. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  const draft = `${to}.tmp`;
  await rm(draft, { force: true });
  await link(from, draft).catch(() => copyFile(from, draft));
  await rename(draft, to);
}
