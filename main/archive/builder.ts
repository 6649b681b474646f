import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { crc32 } from 'node:zlib';
import { throwIfCancelled } from './archive-error.ts';
import { type CachedEntries, COMPRESSOR, type ManifestEntry } from './archive-manifest.ts';
import type { ArchiveLevel, BuildOptions, BuiltFile } from './build-terms.ts';
import { FileHasher } from './compress/file-hasher.ts';
import { release } from './compress/memory.ts';
import { BlockPacker } from './compress/pack-block.ts';
import {
  type CachedBlock,
  type CopyStep,
  type PackStep,
  type PlannedBlock,
  type Step,
  schedule,
} from './compress/schedule.ts';
import { changed, isSame, missing } from './compress/source-file.ts';
import type { ArchiveFile } from './container/archive-file.ts';
import { ContainerWriter } from './container/container-writer.ts';
import { CachedEntry, FreshEntry, type WrittenEntry } from './container/entry-writer.ts';
import { FORMAT, STREAM_BYTES } from './plan/layout.ts';
import { type ArchivePlan, type PlannedEntry, sizeOf } from './plan/plan.ts';
import { ProgressMeter } from './progress.ts';
import { ManifestWriter } from './reuse/manifest-writer.ts';
import { NOTHING_CACHED, type PreviousArchive } from './reuse/previous-archive.ts';
import { ReadAhead } from './reuse/read-ahead.ts';
import { startPackWorker } from './workers/start-worker.ts';
import { WorkerPool } from './workers/worker-pool.ts';
import type { BlockFacts, FileHash, PackRequest, PackResult } from './workers/worker-protocol.ts';

// More would cost memory for little: one worker takes some 25 MB.
const MOST_WORKERS = 8;

// As much as is compressed in some thirty milliseconds.
const HERE_BYTES = 1 << 20;

type Settings = BuildOptions & { readonly level: ArchiveLevel };

/** A step under way: its bytes are on their way from a worker or from the previous archive. */
type Pending =
  | { readonly kind: 'pack'; readonly step: PackStep; readonly result: Promise<PackResult> }
  | { readonly kind: 'copy'; readonly step: CopyStep; readonly bytes: Promise<Uint8Array | undefined> };

/** One build of one archive. */
export class Builder {
  readonly #plan: ArchivePlan;
  readonly #file: ArchiveFile;
  readonly #settings: Settings;
  readonly #started = { at: performance.now(), ns: BigInt(Date.now()) * 1_000_000n };
  readonly #cached: CachedEntries;
  readonly #workers: number;
  readonly #pool: WorkerPool<PackRequest, PackResult>;
  readonly #readAhead: ReadAhead;
  readonly #isSmall: boolean;
  readonly #hasher = new FileHasher();
  readonly #container: ContainerWriter;
  readonly #meter: ProgressMeter;
  readonly #manifest: ManifestWriter;
  // Where the build is in the plan, and the entry that is being written.
  #next = 0;
  #fresh: FreshEntry | undefined;
  #copied: CachedEntry | undefined;
  #hash: Promise<FileHash> | undefined;
  // Results whose bytes an entry still waits with.
  readonly #retained: Uint8Array<ArrayBuffer>[] = [];

  constructor(plan: ArchivePlan, file: ArchiveFile, previous: PreviousArchive | undefined, settings: Settings) {
    this.#plan = plan;
    this.#file = file;
    this.#settings = settings;
    this.#cached = previous?.match(plan.entries) ?? NOTHING_CACHED;
    this.#workers = settings.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
    this.#pool = new WorkerPool(this.#workers, () => startPackWorker({ level: settings.level }));
    this.#readAhead = new ReadAhead(previous);
    this.#isSmall = freshBytes(plan, this.#cached) <= HERE_BYTES;
    this.#container = new ContainerWriter((bytes) => file.append(bytes));
    this.#manifest = new ManifestWriter(file.path);
    this.#meter = new ProgressMeter(plan.files, plan.bytes, settings.onProgress);
  }

  async run(): Promise<BuiltFile> {
    this.#meter.start();
    const steps = schedule(this.#plan, this.#cached);
    // Results are written in order, so a slow step holds up those behind it: the window keeps their memory bounded.
    const window: Pending[] = [];
    for (;;) {
      while (window.length < this.#workers * 4 + 2) {
        const { value: step } = steps.next();
        if (step === undefined) break;
        window.push(this.#begin(step));
      }
      const pending = window.shift();
      if (pending === undefined) break;
      throwIfCancelled(this.#settings.signal);
      if (pending.kind === 'pack') this.#writePacked(pending.step, await pending.result);
      else await this.#writeCopied(pending.step, await pending.bytes);
      await this.#file.room();
      await this.#manifest.room();
    }
    this.#writeFolders(this.#plan.entries.length);
    return await this.#finish();
  }

  /** Ends the workers. With a reason, whatever the build waits for fails with it. */
  stop(reason?: unknown): void {
    void this.#pool.close(reason);
    void this.#hasher.close(reason);
    void this.#readAhead.close();
  }

  /** Leaves nothing behind of what the build wrote beside the archive. */
  async discard(): Promise<void> {
    await this.#manifest.discard();
  }

  #begin(step: Step): Pending {
    if (step.kind === 'copy') return { kind: 'copy', step, bytes: this.#readAhead.read(step.start, step.end) };
    const result = this.#isSmall ? this.#compressHere(step.blocks) : this.#compress(step.blocks);
    // Its turn may come later; until then a failure must not count as unhandled.
    result.catch(() => {});
    return { kind: 'pack', step, result };
  }

  /** A worker takes longer to start than this does, and this thread stops for no longer than it may. */
  async #compressHere(blocks: readonly PlannedBlock[]): Promise<PackResult> {
    return new BlockPacker(this.#settings.level).packAll({ blocks: blocks.map((block) => block.request) });
  }

  #compress(blocks: readonly PlannedBlock[]): Promise<PackResult> {
    return this.#pool.run({ blocks: blocks.map((block) => block.request) });
  }

  #writePacked(step: PackStep, { blocks, bytes }: PackResult): void {
    let at = 0;
    for (const [index, facts] of blocks.entries()) {
      const block = step.blocks[index];
      if (block === undefined) throw new Error('A worker answered more than it was asked.');
      this.#writeFresh(block, facts, bytes.subarray(at, at + facts.length));
      at += facts.length;
    }
    this.#retained.push(bytes);
    if (this.#fresh === undefined || this.#fresh.isWritten) this.#releaseRetained();
  }

  #writeFresh({ entry, request }: PlannedBlock, facts: BlockFacts, bytes: Uint8Array): void {
    const { name, source } = this.#entry(entry);
    this.#writeFolders(entry);
    if (this.#fresh === undefined) {
      this.#releaseRetained();
      this.#fresh = new FreshEntry(this.#container, name, sizeOf(source));
      this.#hash = source.kind === 'file' && source.size > STREAM_BYTES ? this.#hasher.hash(source) : undefined;
    }
    const written = this.#fresh.add(facts, bytes, request.length);
    this.#meter.add(name, request.length, false);
    if (written === undefined) return;
    this.#manifest.add(this.#described(entry, written, facts.hash));
    this.#fresh = undefined;
    this.#entryDone(entry);
  }

  #releaseRetained(): void {
    for (const bytes of this.#retained.splice(0)) release(bytes);
  }

  async #writeCopied(step: CopyStep, bytes: Uint8Array | undefined): Promise<void> {
    for (const block of step.blocks) {
      const from = block.offset - step.start;
      const piece = bytes?.subarray(from, from + block.length);
      const isSound = piece !== undefined && crc32(piece) === block.checksum;
      if (isSound) this.#writeCached(block, (entry) => entry.copy(piece), true);
      else await this.#replaceCached(block);
    }
    if (bytes !== undefined) this.#readAhead.recycle(bytes);
  }

  /** The previous archive is damaged here: the file itself is compressed again. */
  async #replaceCached(block: CachedBlock): Promise<void> {
    const { blocks, bytes } = await this.#compress([block]);
    const [facts] = blocks;
    if (facts !== undefined) this.#writeCached(block, (entry) => entry.replace(facts, bytes), false);
  }

  #writeCached(
    { entry, request }: PlannedBlock,
    write: (entry: CachedEntry) => WrittenEntry | undefined,
    isReused: boolean,
  ): void {
    const planned = this.#entry(entry);
    const known = this.#cached.get(entry);
    throwIfCancelled(this.#settings.signal);
    if (known === undefined) throw new Error(`"${planned.name}" is not in the previous archive.`);
    checkUnchanged(planned);
    this.#writeFolders(entry);
    this.#copied ??= new CachedEntry(this.#container, planned.name, known);
    const written = write(this.#copied);
    this.#meter.add(planned.name, request.length, isReused);
    if (written === undefined) return;
    this.#manifest.add({ ...known, name: planned.name, offset: written.offset });
    this.#copied = undefined;
    this.#entryDone(entry);
  }

  #entryDone(entry: number): void {
    this.#next = entry + 1;
    this.#meter.fileDone();
  }

  /** Folders have nothing to wait for: they are written when the files before them are. */
  #writeFolders(end: number): void {
    for (; this.#next < end; this.#next += 1) this.#container.folder(this.#entry(this.#next).name);
  }

  #described(index: number, written: WrittenEntry, hash: FileHash | undefined): ManifestEntry | Promise<ManifestEntry> {
    if (hash !== undefined || this.#hash === undefined) return this.#describe(index, written, hash);
    const described = this.#hash.then((late) => this.#describe(index, written, late));
    // It is awaited at the end; one that fails before must not count as unhandled until then.
    described.catch(() => {});
    return described;
  }

  #describe(index: number, written: WrittenEntry, hash: FileHash | undefined): ManifestEntry {
    const { name, source } = this.#entry(index);
    const { method, crc, offset, blocks } = written;
    const file = source.kind === 'file' ? { mtimeNs: `${source.mtimeNs}`, ino: `${source.ino}` } : {};
    const size = sizeOf(source);
    // The hash comes from a second reading, which has to have met the same bytes.
    if (source.kind === 'file' && hash?.crc !== crc) throw changed(source);
    return { name, size, crc32: hex(crc), sha256: hash?.sha256 ?? '', method, offset, ...file, blocks };
  }

  async #finish(): Promise<BuiltFile> {
    this.#meter.finishing();
    this.#container.finalize();
    const archive = await this.#file.finish();
    const { packageId, files, bytes } = this.#plan;
    const { path } = this.#file;
    const { level } = this.#settings;
    const startedNs = `${this.#started.ns}`;
    await this.#manifest.finish({ format: FORMAT, compressor: COMPRESSOR, level, packageId, startedNs, archive });
    // Some systems do not let an open file be replaced, and the previous archive may be the very one.
    await this.#readAhead.close();
    // The last moment at which nothing has happened yet.
    throwIfCancelled(this.#settings.signal);
    await this.#file.publish();
    await this.#manifest.publish();
    const durationMs = performance.now() - this.#started.at;
    const { reusedBytes } = this.#meter;
    return { path, ...archive, files, bytes, reusedBytes, durationMs };
  }

  #entry(index: number): PlannedEntry {
    const entry = this.#plan.entries[index];
    if (entry === undefined) throw new Error(`The plan has no entry ${index}.`);
    return entry;
  }
}

function freshBytes(plan: ArchivePlan, cached: CachedEntries): number {
  return plan.entries.reduce((sum, { source }, index) => (cached.has(index) ? sum : sum + sizeOf(source)), 0);
}

function checkUnchanged({ source }: PlannedEntry): void {
  if (source.kind !== 'file') return;
  const now = statSync(source.path, { bigint: true, throwIfNoEntry: false });
  if (now === undefined) throw missing(source);
  if (!isSame(now, source)) throw changed(source);
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
