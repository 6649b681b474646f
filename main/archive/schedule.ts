import { BLOCK_BYTES } from './layout.ts';
import type { ArchivePlan, EntrySource } from './plan.ts';
import type { BlockRequest, CachedBlock } from './workerProtocol.ts';

/** Blocks to be done by one worker in one go, and which entry of the plan each belongs to. */
export interface Batch {
  readonly blocks: BlockRequest[];
  readonly entries: number[];
  bytes: number;
}

// A batch ends with the first of these: large enough that 10,000 tiny files are a few dozen messages, small enough that
// all workers end together and a cancelled worker stops soon.
const BATCH_BYTES = BLOCK_BYTES;
const BATCH_BLOCKS = 128;

/** Cuts the files of a plan into blocks and gathers small ones into batches, in the order of the archive. */
export function* schedule(
  plan: ArchivePlan,
  cachedBlocks: (entry: number) => readonly CachedBlock[] | undefined,
): Generator<Batch> {
  let batch = emptyBatch();
  for (const [entry, { source }] of plan.entries.entries()) {
    if (source.kind === 'folder') continue;
    const cached = cachedBlocks(entry);
    for (const [index, block] of blocksOf(source).entries()) {
      batch.blocks.push({ ...block, cached: cached?.[index] });
      batch.entries.push(entry);
      batch.bytes += block.length;
      if (batch.bytes < BATCH_BYTES && batch.blocks.length < BATCH_BLOCKS) continue;
      yield batch;
      batch = emptyBatch();
    }
  }
  if (batch.blocks.length > 0) yield batch;
}

function emptyBatch(): Batch {
  return { blocks: [], entries: [], bytes: 0 };
}

type Block = Omit<BlockRequest, 'cached'>;

function blocksOf(source: Exclude<EntrySource, { kind: 'folder' }>): Block[] {
  if (source.kind === 'text') {
    const bytes = Buffer.from(source.text);
    return [{ source: bytes, offset: 0, length: bytes.length }];
  }
  const { path, size, mtimeNs, ino } = source;
  const file = { path, size, mtimeNs, ino };
  const count = blockCount(size);
  return Array.from({ length: count }, (_, index) => {
    const offset = index * BLOCK_BYTES;
    return { source: file, offset, length: Math.min(BLOCK_BYTES, size - offset) };
  });
}

/** An empty file is one block too: somebody has to look whether it is still empty. */
export function blockCount(size: number): number {
  return Math.max(1, Math.ceil(size / BLOCK_BYTES));
}
