import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf } from '../archive-error.ts';
import { manifestPath } from '../archive-manifest.ts';

export interface PruneOptions {
  readonly maxBytes: number;
  readonly maxAgeDays: number;
  /** Archives somebody still needs: one that is being sent is kept whatever its age. */
  readonly keep?: readonly string[];
  readonly now?: number;
}

export interface ArchiveUse {
  readonly archives: number;
  readonly bytes: number;
}

export interface PruneOutcome extends ArchiveUse {
  readonly removed: readonly string[];
  readonly freedBytes: number;
}

interface KeptArchive {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

const DAY_MS = 86_400_000;

/** Removes archives past their age, then the oldest until the rest fits; manifests go with their archives. */
export async function pruneArchives(folder: string, options: PruneOptions): Promise<PruneOutcome> {
  const keep = new Set((options.keep ?? []).map((path) => resolve(path)));
  const oldest = (options.now ?? Date.now()) - options.maxAgeDays * DAY_MS;
  const archives = (await listArchives(folder)).toSorted((a, b) => b.usedAt - a.usedAt);
  const removed: string[] = [];
  let freedBytes = 0;
  let bytes = 0;
  for (const archive of archives) {
    const isNeeded = keep.has(archive.path);
    if (isNeeded || (archive.usedAt >= oldest && bytes + archive.bytes <= options.maxBytes)) {
      bytes += archive.bytes;
      continue;
    }
    await rm(archive.path, { force: true });
    await rm(manifestPath(archive.path), { force: true });
    removed.push(archive.path);
    freedBytes += archive.bytes;
  }
  return { removed, freedBytes, bytes, archives: archives.length - removed.length };
}

/** How much the archives in a folder take. */
export async function archiveUse(folder: string): Promise<ArchiveUse> {
  const archives = await listArchives(folder);
  return { archives: archives.length, bytes: archives.reduce((sum, archive) => sum + archive.bytes, 0) };
}

async function listArchives(folder: string): Promise<KeptArchive[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(
    names.filter((name) => name.endsWith('.zip')).map((name) => look(resolve(join(folder, name)))),
  );
  return found.filter((archive) => archive !== undefined);
}

async function look(path: string): Promise<KeptArchive | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined || !stats.isFile()) return undefined;
  const manifest = await stat(manifestPath(path)).catch(() => undefined);
  return { path, bytes: stats.size + (manifest?.size ?? 0), usedAt: stats.mtimeMs };
}
