import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { ChangedFile } from '../../../preload/contract.ts';
import type { FileEntry } from '../scan/entry.ts';
import { remembered } from '../scan/remembered.ts';
import { absolute } from '../scan/walk.ts';
import type { RememberedEntry } from './entry-list-file.ts';

/** The SHA-256 of a file as it is now, in hexadecimal; undefined when it cannot be read. */
export type HashFile = (entry: FileEntry) => Promise<string | undefined>;

/** Hashes files of one add-on, each once until it changes. */
export function createFileHashes(root: string): HashFile {
  return remembered(async (entry) => {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(absolute(root, entry.path), { highWaterMark: 2 ** 20 }), hash);
      return hash.digest('hex');
    } catch {
      return undefined;
    }
  });
}

/**
 * The files of a version, to be kept when it is published. `knownHash` spares reading what the archive has read already.
 */
export async function listForVersion(
  entries: readonly FileEntry[],
  hashFile: HashFile,
  knownHash: (path: string) => string | undefined = () => undefined,
): Promise<RememberedEntry[]> {
  const list: RememberedEntry[] = [];
  for (const entry of entries) {
    const { path, size, mtimeNs, link } = entry;
    const sha256 = link === undefined ? (knownHash(path) ?? (await hashFile(entry))) : undefined;
    list.push({ path, size, mtimeNs, ...(link !== undefined && { link }), ...(sha256 !== undefined && { sha256 }) });
  }
  return list;
}

/**
 * What became of the files since a version, in order of their paths. Times alone prove nothing (a checkout or a copy sets them anew), so a file of the
 * same size and another time is read and compared.
 */
export async function changesSince(
  before: readonly RememberedEntry[],
  entries: readonly FileEntry[],
  hashFile: HashFile,
): Promise<ChangedFile[]> {
  const files: ChangedFile[] = [];
  const old = new Map(before.map((entry) => [entry.path, entry]));
  for (const entry of entries) {
    const { path, size } = entry;
    const was = old.get(path);
    old.delete(path);
    if (was === undefined) files.push({ path, change: 'added', sizeBefore: null, sizeNow: size });
    else if (!(await isSame(was, entry, hashFile))) {
      files.push({ path, change: 'changed', sizeBefore: was.size, sizeNow: size });
    }
  }
  for (const { path, size } of old.values()) files.push({ path, change: 'removed', sizeBefore: size, sizeNow: null });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function isSame(was: RememberedEntry, entry: FileEntry, hashFile: HashFile): Promise<boolean> {
  if (was.size !== entry.size || was.link !== entry.link) return false;
  if (was.mtimeNs === entry.mtimeNs || entry.link !== undefined) return true;
  return was.sha256 !== undefined && was.sha256 === (await hashFile(entry));
}
