import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { COMPRESSOR, type ManifestEntry, readManifest } from './archiveManifest.ts';
import { BLOCK_BYTES } from './layout.ts';
import type { PlannedEntry } from './plan.ts';
import { blockCount } from './schedule.ts';
import type { CachedBlock } from './workerProtocol.ts';

// Some disks keep times in steps of two seconds. A file changed within that of the previous build may have been changed
// again after it was read, with nothing to show it (git calls such a file racily clean): it is read once more.
const CLOCK_STEP_NS = 2_000_000_000n;

/** What the previous archive knows of a file that has not changed since. */
export interface CachedEntry {
  readonly sha256: string;
  readonly blocks: readonly CachedBlock[];
}

/** The previous archive of an add-on as a cache of compressed files. */
export class PreviousArchive {
  readonly path: string;
  readonly #entries = new Map<string, ManifestEntry>();

  private constructor(path: string, entries: readonly ManifestEntry[], startedNs: bigint) {
    this.path = path;
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
    const size = await stat(path).then(
      (stats) => stats.size,
      () => undefined,
    );
    if (size !== manifest.archive.size) return undefined;
    return new PreviousArchive(path, manifest.entries, BigInt(manifest.startedNs));
  }

  find({ name, source }: PlannedEntry): CachedEntry | undefined {
    if (source.kind !== 'file') return undefined;
    const { size, mtimeNs, ino } = source;
    const entry = this.#entries.get(identity(name, size, mtimeNs, ino));
    if (entry === undefined || entry.blocks.length !== blockCount(size)) return undefined;
    const blocks: CachedBlock[] = [];
    let offset = entry.offset;
    for (const block of entry.blocks) {
      // A worker makes room for a block of a file and a few headers; more than that is no block of ours.
      if (block.length > BLOCK_BYTES + 1024) return undefined;
      blocks.push({ ...block, offset });
      offset += block.length;
    }
    return { sha256: entry.sha256, blocks };
  }
}

// The folder is left out: a renamed id or a moved folder changes where a file lies, not what is in it.
function identity(name: string, size: number, mtimeNs: bigint | string, ino: bigint | string): string {
  return `${ino}:${mtimeNs}:${size}:${basename(name)}`;
}
