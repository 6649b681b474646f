import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, resolve, sep } from 'node:path';
import { ArchiveError, cancelled, throwIfCancelled } from './archiveError.ts';
import { ArchiveFile } from './archiveFile.ts';
import { COMPRESSOR, type ManifestEntry, manifestPath, writeManifest } from './archiveManifest.ts';
import { ContainerWriter } from './containerWriter.ts';
import { EntryWriter, type WrittenEntry } from './entryWriter.ts';
import { FileHasher } from './fileHasher.ts';
import { FORMAT } from './layout.ts';
import { type ArchivePlan, type PlannedEntry, sizeOf } from './plan.ts';
import { type CachedEntry, PreviousArchive } from './previousArchive.ts';
import { type ArchiveProgress, ProgressMeter } from './progress.ts';
import { type Batch, blockCount, schedule } from './schedule.ts';
import { startPackWorker } from './startWorker.ts';
import { WorkerPool } from './workerPool.ts';
import type { BlockFacts, BlockRequest, PackRequest, PackResult } from './workerProtocol.ts';

export type ArchiveLevel = 1 | 6;

export interface BuildOptions {
  readonly out: string;
  /** 1 for a quick rehearsal, 6 for a release. */
  readonly level?: ArchiveLevel;
  /** An archive built earlier: what has not changed since is taken from it. It may be `out` itself. */
  readonly previous?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ArchiveProgress) => void;
  readonly workers?: number;
}

export interface BuiltArchive {
  readonly path: string;
  readonly manifestPath: string;
  readonly size: number;
  readonly sha256: string;
  readonly files: number;
  /** Of the files in it. */
  readonly bytes: number;
  /** Of these, the bytes of files that were taken from the previous archive. */
  readonly reusedBytes: number;
  readonly durationMs: number;
}

// More would cost memory for little: one worker takes some 15 MB.
const MOST_WORKERS = 8;

/** Writes the archive of a plan; the same plan gives the same bytes however many workers and whatever is reused. Throws ArchiveError. */
export async function buildArchive(plan: ArchivePlan, options: BuildOptions): Promise<BuiltArchive> {
  const { signal } = options;
  throwIfCancelled(signal);
  const out = resolve(options.out);
  await refuseOutputInside(plan, out);
  const level = options.level ?? 6;
  const previous =
    options.previous === undefined ? undefined : await PreviousArchive.open(resolve(options.previous), level);
  const file = await ArchiveFile.create(out);
  const build = new Build(plan, file, previous, { ...options, level });
  const stop = () => build.stop(cancelled());
  signal?.addEventListener('abort', stop, { once: true });
  try {
    throwIfCancelled(signal);
    return await build.run();
  } catch (error) {
    await file.discard();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    build.stop();
  }
}

async function refuseOutputInside(plan: ArchivePlan, out: string): Promise<void> {
  const folder = await realpath(dirname(out)).catch(() => dirname(out));
  for (const root of plan.roots) {
    const real = await realpath(root).catch(() => resolve(root));
    if (folder !== real && !folder.startsWith(real.endsWith(sep) ? real : real + sep)) continue;
    const message = `"${out}" lies inside the folder that is packed and would become part of it. Choose a place outside.`;
    throw new ArchiveError('output-inside-addon', message, out);
  }
}

class Build {
  readonly #plan: ArchivePlan;
  readonly #file: ArchiveFile;
  readonly #level: ArchiveLevel;
  readonly #signal: AbortSignal | undefined;
  readonly #started = { at: performance.now(), ns: BigInt(Date.now()) * 1_000_000n };
  readonly #cached: readonly (CachedEntry | undefined)[];
  readonly #workers: number;
  readonly #pool: WorkerPool<PackRequest, PackResult>;
  readonly #hasher = new FileHasher();
  readonly #container: ContainerWriter;
  readonly #meter: ProgressMeter;
  readonly #manifest: (Promise<ManifestEntry> | ManifestEntry)[] = [];
  #next = 0;
  #writer: EntryWriter | undefined;
  #hash: ((crc: number) => Promise<string>) | undefined;

  constructor(
    plan: ArchivePlan,
    file: ArchiveFile,
    previous: PreviousArchive | undefined,
    options: BuildOptions & { level: ArchiveLevel },
  ) {
    this.#plan = plan;
    this.#file = file;
    this.#level = options.level;
    this.#signal = options.signal;
    this.#cached = plan.entries.map((entry) => previous?.find(entry));
    this.#workers = options.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
    const settings = { level: options.level, previous: previous?.path };
    this.#pool = new WorkerPool(this.#workers, () => startPackWorker(settings));
    this.#container = new ContainerWriter((bytes) => file.append(bytes));
    this.#meter = new ProgressMeter(plan.files, plan.bytes, options.onProgress);
  }

  async run(): Promise<BuiltArchive> {
    const batches = schedule(this.#plan, (entry) => this.#cached[entry]?.blocks);
    // Results are written in order, so a slow batch holds up those behind it: the window keeps their memory bounded.
    const window: { batch: Batch; result: Promise<PackResult> }[] = [];
    for (;;) {
      while (window.length < this.#workers * 3 + 2) {
        const { value: batch } = batches.next();
        if (batch === undefined) break;
        window.push({ batch, result: this.#pool.run({ blocks: batch.blocks }) });
      }
      const head = window.shift();
      if (head === undefined) break;
      await this.#write(head.batch, await head.result);
    }
    this.#writeFolders(this.#plan.entries.length);
    return this.#finish();
  }

  /** Ends the workers. With a reason, whatever the build waits for fails with it. */
  stop(reason?: unknown): void {
    void this.#pool.close(reason);
    void this.#hasher.close(reason);
  }

  async #write(batch: Batch, { blocks, bytes }: PackResult): Promise<void> {
    let at = 0;
    for (const [index, facts] of blocks.entries()) {
      const entry = batch.entries[index];
      const request = batch.blocks[index];
      if (entry === undefined || request === undefined) throw new Error('A worker answered more than it was asked.');
      this.#writeBlock(entry, request, facts, bytes.subarray(at, at + facts.length));
      at += facts.length;
    }
    await this.#file.room();
  }

  #writeBlock(index: number, request: BlockRequest, facts: BlockFacts, bytes: Uint8Array): void {
    this.#writeFolders(index);
    const planned = this.#entry(index);
    const size = sizeOf(planned.source);
    this.#writer ??= new EntryWriter(this.#container, planned.name, size);
    if (request.offset === 0) this.#startHash(request, index);
    const written = this.#writer.add(facts, bytes, request.length);
    this.#meter.add(request.length, facts.reused);
    if (written === undefined) return;
    this.#manifest.push(this.#describe(index, written, facts.sha256));
    this.#writer = undefined;
    this.#next = index + 1;
    this.#meter.fileDone();
  }

  /** Folders have nothing to wait for: they are written when the files before them are. */
  #writeFolders(end: number): void {
    for (; this.#next < end; this.#next += 1) this.#container.folder(this.#entry(this.#next).name);
  }

  #startHash({ source }: BlockRequest, index: number): void {
    if (source instanceof Uint8Array || blockCount(source.size) === 1 || this.#cached[index] !== undefined) return;
    this.#hash = this.#hasher.start(source);
  }

  async #describe(index: number, entry: WrittenEntry, sha256: string | undefined): Promise<ManifestEntry> {
    const { name, source } = this.#entry(index);
    const { method, size, crc, offset, blocks } = entry;
    const hash = this.#hash;
    this.#hash = undefined;
    const digest = sha256 ?? this.#cached[index]?.sha256 ?? (await hash?.(crc)) ?? '';
    const file = source.kind === 'file' ? { mtimeNs: `${source.mtimeNs}`, ino: `${source.ino}` } : {};
    return { name, size, crc32: hex(crc), sha256: digest, method, offset, ...file, blocks: [...blocks] };
  }

  async #finish(): Promise<BuiltArchive> {
    this.#meter.finishing();
    this.#container.finalize();
    const archive = await this.#file.finish();
    const entries = await Promise.all(this.#manifest);
    // The last moment at which nothing has happened yet.
    throwIfCancelled(this.#signal);
    await this.#file.publish();
    const { packageId, files, bytes } = this.#plan;
    const startedNs = `${this.#started.ns}`;
    await writeManifest(this.#file.path, {
      format: FORMAT,
      compressor: COMPRESSOR,
      level: this.#level,
      packageId,
      startedNs,
      archive,
      entries,
    });
    const durationMs = performance.now() - this.#started.at;
    const { reusedBytes } = this.#meter;
    const path = this.#file.path;
    return { path, manifestPath: manifestPath(path), ...archive, files, bytes, reusedBytes, durationMs };
  }

  #entry(index: number): PlannedEntry {
    const entry = this.#plan.entries[index];
    if (entry === undefined) throw new Error(`The plan has no entry ${index}.`);
    return entry;
  }
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
