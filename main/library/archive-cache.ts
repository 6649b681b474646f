import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError, Progress, Settings } from '../../preload/contract.ts';
import { fault, inWords, withMore } from '../../preload/messages/index.ts';
import { type AddonSession, divideForPackage, type ScanResult } from '../addon/index.ts';
import type { ArchiveEstimate, ArchivePlan, BuiltFile } from '../archive/index.ts';

/** What would be packed: an add-on as it is on disk now, and what its author decided about it. */
export interface EstimateRequest {
  readonly addonId: string;
  readonly session: AddonSession;
  readonly packageId: string;
  readonly level: 1 | 6;
  readonly signal: AbortSignal;
}

export type PackRequest = EstimateRequest & {
  /** Builds without looking at the previous archive. */
  readonly fresh?: boolean | undefined;
  readonly onProgress: (progress: Omit<Progress, 'id'>) => void;
};

/** `scan` is what went into it. */
export type PackedArchive = BuiltFile & { readonly scan: ScanResult };

/** A build that could not be done, as what the author is told. */
export class PackFault extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

export interface ArchiveCache {
  pack(request: PackRequest): Promise<PackedArchive>;
  /** What its archive would weigh, without making it. */
  estimate(request: EstimateRequest): Promise<ArchiveEstimate>;
  /** The newest archive of an add-on, whether or not it is still up to date. */
  pathOf(addonId: string): string;
  use(): Promise<{ bytes: number; archives: number }>;
  clear(): Promise<{ freedBytes: number }>;
  /** Until the answer is called, the archive of this add-on is somebody's to take, whatever the limit says. */
  hold(addonId: string): () => void;
  /** Throws out what is past its age or over the limit; `inUse` names add-ons that are being packed. */
  prune(settings: Settings): Promise<void>;
}

/**
 * The newest archive of each add-on. It is the product of one build and the cache of the next; everything in here can be
 * thrown away at the price of a slower build.
 */
export function openArchiveCache(folder: string, now: () => number): ArchiveCache {
  const busy = new Set<string>();
  const held = new Map<object, string>();
  const inUse = (): string[] => [...busy, ...held.values()];
  const pathOf = (addonId: string): string => join(folder, `${addonId.replace(/[^A-Za-z0-9_-]/g, '_')}.zip`);

  return {
    pathOf,
    async pack(request) {
      const out = pathOf(request.addonId);
      await mkdir(folder, { recursive: true });
      busy.add(out);
      try {
        return await packOnce(request, out);
      } catch (cause) {
        // The folder was ahead of its watcher: read it again, once. If it goes on changing, the author is told.
        if (!(cause instanceof PackFault) || !OUT_OF_DATE.has(cause.error.code)) throw cause;
        await request.session.refresh();
        return await packOnce(request, out);
      } finally {
        busy.delete(out);
      }
    },
    hold(addonId) {
      const holder = {};
      held.set(holder, pathOf(addonId));
      return () => held.delete(holder);
    },
    estimate: (request) => estimateOnce(request, pathOf(request.addonId)),
    async use() {
      const { archiveUse } = await import('../archive/index.ts');
      return archiveUse(folder);
    },
    async clear() {
      const { pruneArchives } = await import('../archive/index.ts');
      const { freedBytes } = await pruneArchives(folder, { maxBytes: 0, maxAgeDays: 0, keep: inUse(), now: now() });
      return { freedBytes };
    },
    async prune({ cacheLimitBytes, cacheMaxAgeDays }) {
      const { pruneArchives } = await import('../archive/index.ts');
      await pruneArchives(folder, {
        maxBytes: cacheLimitBytes,
        maxAgeDays: cacheMaxAgeDays,
        keep: inUse(),
        now: now(),
      });
    },
  };
}

const OUT_OF_DATE: ReadonlySet<string> = new Set(['file_changed', 'file_missing']);

async function packOnce(request: PackRequest, out: string): Promise<PackedArchive> {
  const { level, signal, onProgress, fresh = false } = request;
  const { scan, plan } = await planFor(request);
  const { buildArchive } = await import('../archive/index.ts');
  try {
    const built = await buildArchive(plan, { out, level, signal, ...(!fresh && { previous: out }), onProgress });
    return { ...built, scan };
  } catch (cause) {
    throw await asPackFault(cause);
  }
}

async function estimateOnce(request: EstimateRequest, previous: string): Promise<ArchiveEstimate> {
  const { plan } = await planFor(request);
  const { estimateArchive } = await import('../archive/index.ts');
  try {
    return await estimateArchive(plan, { level: request.level, previous, signal: request.signal });
  } catch (cause) {
    throw await asPackFault(cause);
  }
}

async function planFor({ session, packageId }: EstimateRequest): Promise<{ scan: ScanResult; plan: ArchivePlan }> {
  const { phase, problem, scan, project } = session.state;
  if (phase !== 'ready')
    throw new PackFault({
      ...(problem ? fault('no_folder.because', problem) : fault('no_folder.reading')),
      retry: 'repeat',
    });
  const { planArchive } = await import('../archive/index.ts');
  const parts = divideForPackage(scan, project);
  const [missing] = parts.missing;
  if (missing !== undefined) {
    throw new PackFault(fault('missing_part.named', missing));
  }
  const outcome = planArchive({
    root: scan.root,
    entries: parts.content,
    folders: parts.contentFolders,
    packageId,
    scripts: parts.scripts,
    resources: parts.resources,
  });
  if (outcome.ok) return { scan, plan: outcome.plan };
  const [first] = outcome.refusals;
  const own = fault('not_packable.text');
  if (first === undefined) throw new PackFault(own);
  const said = withMore(first.said.message, outcome.refusals.length - 1);
  throw new PackFault({ ...own, code: first.code, message: inWords(said), said: { ...own.said, message: said } });
}

async function asPackFault(cause: unknown): Promise<unknown> {
  const { ArchiveError } = await import('../archive/index.ts');
  if (!(cause instanceof ArchiveError)) return cause;
  return new PackFault({ ...cause.error, retry: 'repeat' });
}
