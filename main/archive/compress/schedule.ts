import type { CachedEntries } from '../archive-manifest.ts';
import { BLOCK_BYTES, blockCount, STREAM_BYTES } from '../plan/layout.ts';
import type { ArchivePlan, EntrySource } from '../plan/plan.ts';
import type { BlockRequest } from '../workers/worker-protocol.ts';

/** A block of an entry of the plan. */
export interface PlannedBlock {
  readonly entry: number;
  readonly request: BlockRequest;
}

/** Blocks for one worker to compress in one go. */
export interface PackStep {
  readonly kind: 'pack';
  readonly blocks: readonly PlannedBlock[];
}

export interface CachedBlock extends PlannedBlock {
  /** Where its compressed bytes lie in the previous archive, and the CRC-32 that proves they are undamaged. */
  readonly offset: number;
  readonly length: number;
  readonly checksum: number;
}

/** Blocks that lie one after the other in the previous archive, to be read from it in one go. */
export interface CopyStep {
  readonly kind: 'copy';
  readonly blocks: readonly CachedBlock[];
  readonly start: number;
  readonly end: number;
}

export type Step = PackStep | CopyStep;

// A batch ends with the first of these: large enough that 10,000 tiny files are a few dozen messages, small enough that
// all workers end together and a cancelled worker stops soon.
const BATCH_BYTES = 2 * BLOCK_BYTES;
const BATCH_BLOCKS = 128;

/** The most that is read from the previous archive at once. */
export const COPY_BYTES = 1 << 20;
// Between neighbours lie headers; a larger gap is something that is not wanted.
const COPY_GAP = 4096;

/** Cuts a plan into steps, in the order of the archive: files the previous archive has are copied, others compressed. */
export function* schedule(plan: ArchivePlan, cached: CachedEntries): Generator<Step> {
  let pack: PlannedBlock[] = [];
  let packBytes = 0;
  let copy: CachedBlock[] = [];
  for (const [entry, { source }] of plan.entries.entries()) {
    if (source.kind === 'folder') continue;
    const known = cached.get(entry);
    let offset = known?.offset ?? 0;
    for (const [index, request] of blocksOf(source).entries()) {
      const block = known?.blocks[index];
      if (block === undefined) {
        if (copy.length > 0) yield copyStep(copy);
        copy = [];
        pack.push({ entry, request });
        packBytes += request.length;
        if (packBytes < BATCH_BYTES && pack.length < BATCH_BLOCKS) continue;
      }
      if (pack.length > 0) yield { kind: 'pack', blocks: pack };
      pack = [];
      packBytes = 0;
      if (block === undefined) continue;
      const { length, checksum } = block;
      if (!isNeighbour(copy, offset, length)) {
        yield copyStep(copy);
        copy = [];
      }
      copy.push({ entry, request, offset, length, checksum });
      offset += length;
    }
  }
  if (pack.length > 0) yield { kind: 'pack', blocks: pack };
  if (copy.length > 0) yield copyStep(copy);
}

function isNeighbour(blocks: readonly CachedBlock[], offset: number, length: number): boolean {
  const first = blocks[0];
  const last = blocks[blocks.length - 1];
  if (first === undefined || last === undefined) return true;
  const end = last.offset + last.length;
  return offset >= end && offset - end <= COPY_GAP && offset + length - first.offset <= COPY_BYTES;
}

function copyStep(blocks: readonly CachedBlock[]): CopyStep {
  const last = blocks.at(-1);
  const start = blocks[0]?.offset ?? 0;
  return { kind: 'copy', blocks, start, end: last === undefined ? start : last.offset + last.length };
}

function blocksOf(source: Exclude<EntrySource, { kind: 'folder' }>): BlockRequest[] {
  if (source.kind === 'text') {
    const bytes = Buffer.from(source.text);
    return [{ source: bytes, offset: 0, length: bytes.length, withHash: true }];
  }
  const { path, size, mtimeNs, ino } = source;
  const file = { path, size, mtimeNs, ino };
  return Array.from({ length: blockCount(size) }, (_, index) => {
    const offset = index * BLOCK_BYTES;
    const length = Math.min(BLOCK_BYTES, size - offset);
    return { source: file, offset, length, withHash: size <= STREAM_BYTES && offset + length === size };
  });
}
