import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { blockCount } from '../compress/schedule.ts';
import { combineCrc32 } from '../container/crc32-combine.ts';
import { BLOCK_BYTES } from '../plan/layout.ts';
import type { PlannedEntry } from '../plan/plan.ts';
import { COMPRESSOR, type ManifestEntry, readManifest } from './archive-manifest.ts';

// Some disks keep times in steps of two seconds. A file changed within that of the previous build may have been changed
// again after it was read, with nothing to show it (git calls such a file racily clean): it is read once more.
const CLOCK_STEP_NS = 2_000_000_000n;

// A block that does not shrink gets a few headers; more than that is no block of ours.
const LARGEST_BLOCK = BLOCK_BYTES + 1024;

/** The previous archive of an add-on as a cache of compressed files. */
export class PreviousArchive {
  readonly #file: FileHandle;
  readonly #entries = new Map<string, ManifestEntry>();

  private constructor(file: FileHandle, entries: readonly ManifestEntry[], startedNs: bigint) {
    this.#file = file;
    for (const entry of entries) {
      if (entry.mtimeNs === undefined || entry.ino === undefined) continue;
      if (BigInt(entry.mtimeNs) >= startedNs - CLOCK_STEP_NS) continue;
      this.#entries.set(identity(entry.name, entry.size, entry.mtimeNs, entry.ino), entry);
    }
  }

  /** Undefined when there is nothing to reuse: no archive, no manifest that belongs to it, another level or compressor. */
  static async open(path: string, level: number): Promise<PreviousArchive | undefined> {
    const manifest = await readManifest(path);
    if (manifest === undefined || manifest.level !== level || manifest.compressor !== COMPRESSOR) return undefined;
    const file = await open(path, 'r').catch(() => undefined);
    if (file === undefined) return undefined;
    const { size } = await file.stat();
    if (size === manifest.archive.size) return new PreviousArchive(file, manifest.entries, BigInt(manifest.startedNs));
    await file.close();
    return undefined;
  }

  /** What is in the archive of a file that looks as it did then. */
  find({ name, source }: PlannedEntry): ManifestEntry | undefined {
    if (source.kind !== 'file') return undefined;
    const { size, mtimeNs, ino } = source;
    const entry = this.#entries.get(identity(name, size, mtimeNs, ino));
    if (entry === undefined || entry.blocks.length !== blockCount(size)) return undefined;
    return isConsistent(entry) ? entry : undefined;
  }

  /** Fills the buffer from the archive; says whether there was enough. */
  async read(buffer: Uint8Array, position: number): Promise<boolean> {
    let done = 0;
    while (done < buffer.length) {
      const { bytesRead } = await this.#file.read(buffer, done, buffer.length - done, position + done);
      if (bytesRead === 0) return false;
      done += bytesRead;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** The facts of an entry hang together; those of its blocks are proved by the bytes themselves. */
function isConsistent({ size, crc32, blocks, method }: ManifestEntry): boolean {
  let crc = 0;
  for (const [index, block] of blocks.entries()) {
    if (block.length > LARGEST_BLOCK || (block.form === 'raw') !== (method === 'stored')) return false;
    crc = combineCrc32(crc, block.crc, Math.min(BLOCK_BYTES, size - index * BLOCK_BYTES));
  }
  return crc === Number.parseInt(crc32, 16);
}

// The folder is left out: a renamed id or a moved folder changes where a file lies, not what is in it.
function identity(name: string, size: number, mtimeNs: bigint | string, ino: bigint | string): string {
  return `${ino}:${mtimeNs}:${size}:${basename(name)}`;
}
