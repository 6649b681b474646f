import { lstat, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { errorText } from '../../preload/contract/error-text.ts';
import { fault } from '../../preload/messages/index.ts';
import { unpackArchive } from '../install/index.ts';
import { GatherRefused } from './gather-refused.ts';

export interface Built {
  /** '/'-separated, below the artifact. */
  readonly path: string;
  /** Where it is from, for people. */
  readonly from: string;
  readonly bytes: Buffer;
  readonly mode: number;
}

/** All builds are held in memory at once; plugins are a hundredth of it. */
const MOST_BYTES = 2 * 1024 ** 3;

/**
 * The files of an artifact of CI, a folder or a zip. A zip in it counts as an artifact of its own when no plugin lies beside it: that is
 * how CI hands over a zip that a build made.
 */
export async function buildsIn(artifact: string, signal: AbortSignal): Promise<Built[][]> {
  const stat = await lstat(artifact).catch(() => undefined);
  if (stat?.isDirectory()) return withInner(await filesIn(artifact, artifact, new Map()), signal);
  if (stat?.isFile() && /\.xpl$/i.test(artifact)) return [[await fileAlone(artifact, stat.mode)]];
  if (!stat?.isFile()) throw new GatherRefused(fault('gather_refused.notThere', artifact));
  return withInner(await unzipped(artifact, artifact, signal), signal);
}

async function fileAlone(file: string, mode: number): Promise<Built> {
  return { path: basename(file), from: file, bytes: await readFile(file), mode: mode & 0o777 };
}

async function withInner(files: readonly Built[], signal: AbortSignal): Promise<Built[][]> {
  const inner = files.filter(({ path }) => /\.zip$/i.test(path));
  if (inner.length === 0 || files.some(({ path }) => /\.xpl$/i.test(path))) return [[...files]];
  const builds: Built[][] = [];
  for (const { from, bytes } of inner) builds.push(await unzippedBytes(bytes, from, signal));
  return builds;
}

async function unzippedBytes(bytes: Buffer, name: string, signal: AbortSignal): Promise<Built[]> {
  return inScratch(async (scratch) => {
    const file = join(scratch, 'inner.zip');
    await writeFile(file, bytes);
    return unzipped(file, name, signal);
  });
}

async function unzipped(file: string, name: string, signal: AbortSignal): Promise<Built[]> {
  return inScratch(async (scratch) => {
    const folder = join(scratch, 'unpacked');
    try {
      const unpacked = await unpackArchive(file, folder, signal);
      if (unpacked.length === 0) return [];
      return await filesIn(folder, name, new Map(unpacked.map(({ path, mode }) => [path, mode])));
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof GatherRefused) throw cause;
      const message = errorText(cause);
      if (message.includes('EEXIST') || message.includes('ENOTDIR') || message.includes('EISDIR')) {
        throw new GatherRefused(fault('gather_refused.twice', name));
      }
      throw new GatherRefused(fault('gather_refused.packed', name, message));
    }
  });
}

async function filesIn(folder: string, name: string, modes: ReadonlyMap<string, number | undefined>): Promise<Built[]> {
  const files: Built[] = [];
  let total = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(join(folder, '.').length + 1).replaceAll('\\', '/');
    const from = join(name, path);
    if (isOfSystem(path)) continue;
    if (!entry.isFile()) throw new GatherRefused(fault('gather_refused.link', from));
    const stat = await lstat(full);
    total += stat.size;
    if (total > MOST_BYTES) throw new GatherRefused(fault('gather_refused.tooLarge', name, '2 GB'));
    const mode = modes.has(path) ? (modes.get(path) ?? 0o644) : stat.mode & 0o777;
    files.push({ path, from, bytes: await readFile(full), mode });
  }
  return files;
}

/** What macOS and Windows add to folders and zips by themselves. */
function isOfSystem(path: string): boolean {
  return path.startsWith('__MACOSX/') || ['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(basename(path));
}

async function inScratch<Result>(work: (scratch: string) => Promise<Result>): Promise<Result> {
  const scratch = await mkdtemp(join(tmpdir(), 'loadmaster-gather-'));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
