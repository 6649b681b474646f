import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CachedEntries, COMPRESSOR, type ManifestEntry } from '../archive-manifest.ts';
import { combineCrc32 } from '../container/crc32-combine.ts';
import { BLOCK_BYTES, blockCount } from '../plan/layout.ts';
import type { PlannedEntry } from '../plan/plan.ts';
import { LineTable } from './line-table.ts';
import { ManifestLines } from './manifest-lines.ts';

// Some disks keep times in steps of two seconds. A file changed within that of the previous build may have been changed
// again after it was read, with nothing to show it (git calls such a file racily clean): it is read once more.
const CLOCK_STEP_NS = 2_000_000_000n;

// A block that does not shrink gets a few headers; more than that is no block of ours.
const LARGEST_BLOCK = BLOCK_BYTES + 1024;

export const NOTHING_CACHED: CachedEntries = { has: () => false, get: () => undefined };

/** The previous archive of an add-on as a cache of compressed files. */
export class PreviousArchive {
  readonly #file: FileHandle;
  readonly #manifest: ManifestLines;

  private constructor(file: FileHandle, manifest: ManifestLines) {
    this.#file = file;
    this.#manifest = manifest;
  }

  /** Undefined when there is nothing to reuse: no archive, no manifest that belongs to it, another level or compressor. */
  static async open(path: string, level: number): Promise<PreviousArchive | undefined> {
    const manifest = await ManifestLines.open(path);
    if (manifest === undefined) return undefined;
    const file = await open(path, 'r').catch(() => undefined);
    const { head } = manifest;
    const isUsable = head.level === level && head.compressor === COMPRESSOR;
    if (file !== undefined && isUsable && (await file.stat()).size === head.archive.size)
      return new PreviousArchive(file, manifest);
    await Promise.all([manifest.close(), file?.close()]);
    return undefined;
  }

  /** What is in the archive of the files that look as they did then. Not to be asked once the archive is closed. */
  match(entries: readonly PlannedEntry[]): CachedEntries {
    const table = this.#table();
    const lines = Int32Array.from(entries, (entry) => this.#find(entry, table) ?? -1);
    return {
      has: (entry) => (lines[entry] ?? -1) >= 0,
      get: (entry) => this.#manifest.entry(lines[entry] ?? -1),
    };
  }

  /** Lines of the manifest by what their files looked like: numbers alone, since that many texts would be tens of megabytes. */
  #table(): LineTable {
    const table = new LineTable(this.#manifest.count);
    const trusted = BigInt(this.#manifest.head.startedNs) - CLOCK_STEP_NS;
    for (let line = 0; line < this.#manifest.count; line += 1) {
      const entry = this.#manifest.entry(line);
      if (entry?.mtimeNs === undefined || entry.ino === undefined || BigInt(entry.mtimeNs) >= trusted) continue;
      table.add(identity(entry.name, entry.size, entry.mtimeNs, entry.ino), line);
    }
    return table;
  }

  #find({ name, source }: PlannedEntry, table: LineTable): number | undefined {
    if (source.kind !== 'file') return undefined;
    const { size, mtimeNs, ino } = source;
    const wanted = identity(name, size, mtimeNs, ino);
    return table.find(wanted, (line) => {
      const entry = this.#manifest.entry(line);
      if (entry?.mtimeNs === undefined || entry.ino === undefined) return false;
      if (identity(entry.name, entry.size, entry.mtimeNs, entry.ino) !== wanted) return false;
      return entry.blocks.length === blockCount(size) && isConsistent(entry);
    });
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
    await Promise.all([this.#file.close(), this.#manifest.close()]);
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
