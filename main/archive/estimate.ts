import { ArchiveError, cancelled, throwIfCancelled } from './archive-error.ts';
import type { CachedEntries } from './archive-manifest.ts';
import type { ArchiveLevel } from './build-terms.ts';
import { type PackStep, type PlannedBlock, schedule } from './compress/schedule.ts';
import { BLOCK_BYTES } from './plan/layout.ts';
import { type ArchivePlan, sizeOf } from './plan/plan.ts';
import { NOTHING_CACHED, PreviousArchive } from './reuse/previous-archive.ts';
import { startPackWorker } from './workers/start-worker.ts';
import { WorkerPool } from './workers/worker-pool.ts';
import type { PackRequest, PackResult } from './workers/worker-protocol.ts';

export interface ArchiveEstimate {
  /** Of the files that would be packed. */
  readonly bytes: number;
  /** What the archive would weigh. */
  readonly size: number;
  /** Of `bytes`, those that the previous archive would give. */
  readonly reusedBytes: number;
}

export interface EstimateOptions {
  readonly level?: ArchiveLevel;
  readonly previous?: string;
  readonly signal?: AbortSignal;
}

// Up to as many bytes as these blocks hold, everything is compressed and nothing is guessed: half a second for a worker.
const SAMPLED_BLOCKS = 64;

// The headers of an entry, its name aside, and the end of the directory.
const ENTRY_BYTES = 30 + 46;
const END_BYTES = 22;

/** Tells the size of an archive without writing it: from the previous one where files have not changed, and from samples of the rest. */
export async function estimateArchive(plan: ArchivePlan, options: EstimateOptions = {}): Promise<ArchiveEstimate> {
  const { level = 6, signal } = options;
  const previous = options.previous === undefined ? undefined : await PreviousArchive.open(options.previous, level);
  try {
    return await estimate(plan, previous?.match(plan.entries) ?? NOTHING_CACHED, level, signal);
  } finally {
    await previous?.close();
  }
}

async function estimate(
  plan: ArchivePlan,
  cached: CachedEntries,
  level: ArchiveLevel,
  signal: AbortSignal | undefined,
): Promise<ArchiveEstimate> {
  const fresh = freshSteps(plan, cached);
  const freshBytes = bytesOf(fresh);
  const packed = await withWorker(level, signal, (compress) =>
    freshBytes <= SAMPLED_BLOCKS * BLOCK_BYTES
      ? compressAll(fresh, compress)
      : compressSome(fresh, freshBytes, compress),
  );
  return {
    bytes: plan.bytes,
    size: Math.round(packed) + copiedBytes(plan, cached) + headerBytes(plan),
    reusedBytes: plan.entries.reduce((sum, { source }, at) => sum + (cached.has(at) ? sizeOf(source) : 0), 0),
  };
}

/** How many bytes are left of the blocks; of blocks that cannot be read, as many as they have. */
type Compress = (blocks: readonly PlannedBlock[]) => Promise<number>;

async function withWorker<T>(
  level: ArchiveLevel,
  signal: AbortSignal | undefined,
  work: (compress: Compress) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  const pool = new WorkerPool<PackRequest, PackResult>(1, () => startPackWorker({ level }));
  const stop = () => void pool.close(cancelled());
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await work(async (blocks) => {
      try {
        const { bytes } = await pool.run({ blocks: blocks.map(({ request }) => ({ ...request, withHash: false })) });
        return bytes.length;
      } catch (error) {
        throwIfCancelled(signal);
        // Changed or gone since the folder was read: the next reading of the folder asks for another estimate.
        if (error instanceof ArchiveError && error.path !== undefined) return lengthOf(blocks);
        throw error;
      }
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.close();
  }
}

async function compressAll(steps: readonly PackStep[], compress: Compress): Promise<number> {
  const left = await Promise.all(steps.map(({ blocks }) => compress(blocks)));
  return left.reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * Takes the blocks at even distances of bytes, so that each byte is as likely to be looked at as any other. The plan is
 * sorted by path: neighbours are of a kind, and every kind gets its share.
 */
async function compressSome(steps: readonly PackStep[], total: number, compress: Compress): Promise<number> {
  const shares = evenlySpaced(steps, total).map(async (block) => (await compress([block])) / block.request.length);
  const ratios = await Promise.all(shares);
  return (ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length) * total;
}

function evenlySpaced(steps: readonly PackStep[], total: number): PlannedBlock[] {
  const distance = total / SAMPLED_BLOCKS;
  const taken: PlannedBlock[] = [];
  let passed = 0;
  for (const block of steps.flatMap(({ blocks }) => blocks)) {
    passed += block.request.length;
    // A block is shorter than the distance, so none is met twice.
    if (passed > (taken.length + 0.5) * distance) taken.push(block);
  }
  return taken;
}

function freshSteps(plan: ArchivePlan, cached: CachedEntries): PackStep[] {
  return [...schedule(plan, cached)].filter((step) => step.kind === 'pack');
}

function bytesOf(steps: readonly PackStep[]): number {
  return steps.reduce((sum, { blocks }) => sum + lengthOf(blocks), 0);
}

function lengthOf(blocks: readonly PlannedBlock[]): number {
  return blocks.reduce((sum, { request }) => sum + request.length, 0);
}

function copiedBytes(plan: ArchivePlan, cached: CachedEntries): number {
  const ofEntry = (index: number): number =>
    (cached.get(index)?.blocks ?? []).reduce((all, block) => all + block.length, 0);
  return plan.entries.reduce((sum, _, index) => sum + ofEntry(index), 0);
}

function headerBytes(plan: ArchivePlan): number {
  return plan.entries.reduce((sum, { name }) => sum + ENTRY_BYTES + 2 * Buffer.byteLength(name), END_BYTES);
}
