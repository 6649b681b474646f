import { Refusal } from '../outcome.ts';
import type { Layout } from '../survey/layout.ts';
import { FOLDER, hashPath, WRITTEN } from '../survey/name-table.ts';
import { IS_FOLDER, IS_JUNK, IS_MACOSX, type Survey } from '../survey/survey.ts';
import { Windows } from '../zip/windows.ts';
import type { ZipSource } from '../zip/zip-source.ts';
import { checkContent, checkQuickly, type DeclaredContent, QUICK_SIZE, startCheck } from './content-check.ts';
import { checkDescriptor } from './data-descriptor.ts';
import { type LocatedEntry, locateEntry } from './entry-reader.ts';
import type { XpkgWriter } from './xpkg-writer.ts';

/** Entries up to these sizes are checked whole, many at once; larger ones pass one by one in pieces. */
const SMALL_COMPRESSED = 1024 * 1024;
const SMALL_UNCOMPRESSED = 4 * 1024 * 1024;
/** Unpacked bytes that may be under check at the same time. */
const CHECK_BUDGET = 16 * 1024 * 1024;
const PIECE = 1024 * 1024;
const CONTENT_WINDOW = 2 * 1024 * 1024;
/** Holds any record. Not more, because a listing may be in any order, and then each record costs a window. */
const LISTING_WINDOW = 256 * 1024;
const DOT = 0x2e;

interface Job {
  readonly source: ZipSource;
  readonly survey: Survey;
  readonly layout: Layout;
  readonly out: XpkgWriter;
  readonly windows: Windows;
  readonly listing: Windows;
  readonly checks: Checks;
  readonly signal: AbortSignal | undefined;
}

/** Copies what belongs into the package in the order it lies in the archive, checking all content as it passes. */
export async function copyEntries(
  source: ZipSource,
  survey: Survey,
  layout: Layout,
  out: XpkgWriter,
  signal?: AbortSignal,
): Promise<void> {
  const checks = new Checks();
  const windows = new Windows(source, 3, CONTENT_WINDOW);
  const listing = new Windows(source, 1, LISTING_WINDOW);
  const job: Job = { source, survey, layout, out, windows, listing, checks, signal };
  const order = fileOrder(survey);
  try {
    for (let at = 0; at < order.length; at += 1) {
      signal?.throwIfAborted();
      const next = order[at + 1];
      const limit = next === undefined ? survey.directoryOffset : (survey.localOffset[next] ?? 0);
      await copyEntry(job, order[at] ?? 0, limit);
    }
  } finally {
    await checks.settled();
  }
  checks.throwFailure();
}

/** Indices by position in the file. Overlaps show as neighbours here, all of them before any content is read. */
function fileOrder(survey: Survey): Uint32Array {
  const { count, localOffset, compressedSize } = survey;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const start = (index: number) => localOffset[index] ?? 0;
  if (order.some((index) => index > 0 && start(index) < start(index - 1))) order.sort((a, b) => start(a) - start(b));
  for (let at = 1; at < count; at += 1) {
    const before = order[at - 1] ?? 0;
    if (start(before) + 30 + (compressedSize[before] ?? 0) > start(order[at] ?? 0)) {
      throw new Refusal('aborted', 'entries of the archive overlap');
    }
  }
  return order;
}

async function copyEntry(job: Job, index: number, limit: number): Promise<void> {
  const { survey, out } = job;
  const fate = survey.fate[index] ?? 0;
  const entry = await locateEntry(job, survey, index, limit);
  const end = entry.dataOffset + (survey.compressedSize[index] ?? 0);
  if (fate & IS_MACOSX) return checkDescriptor(job.windows, survey, index, end, limit);
  const place = packagedName(job.layout, entry.name);
  // A folder stays even if all that was in it is left out.
  if (place) await writeFolders(job, entry);
  if (fate & IS_FOLDER) return checkDescriptor(job.windows, survey, index, end, limit);
  const name = fate & IS_JUNK ? undefined : place;

  const declared: DeclaredContent = {
    name: Buffer.from(entry.name),
    method: survey.method[index] ?? 0,
    crc: survey.crc[index] ?? 0,
    compressedSize: survey.compressedSize[index] ?? 0,
    uncompressedSize: survey.uncompressedSize[index] ?? 0,
  };
  if (name) await out.begin({ ...declared, name, dosTime: entry.dosTime });
  const isSmall = declared.compressedSize <= SMALL_COMPRESSED && declared.uncompressedSize <= SMALL_UNCOMPRESSED;
  if (isSmall) await copyWhole(job, declared, entry.dataOffset, name !== undefined);
  else await copyInPieces(job, declared, entry.dataOffset, name !== undefined);
  await checkDescriptor(job.windows, survey, index, end, limit);
}

/** The name inside the package, or undefined for what has no place there: the wrapper itself, dot-names at the root. */
function packagedName({ prefixLength }: Layout, name: Buffer): Buffer | undefined {
  const inside = name.subarray(prefixLength);
  return inside.length === 0 || inside[0] === DOT ? undefined : inside;
}

/** Folders stand before what is in them, each once, whether the archive lists them or not. */
async function writeFolders({ survey, layout, out }: Job, entry: LocatedEntry): Promise<void> {
  const due: number[] = [];
  const visit = (high: number, low: number, length: number) => {
    if (length <= layout.prefixLength || survey.paths.get(high, low) & WRITTEN) return;
    survey.paths.mark(high, low, FOLDER | WRITTEN);
    due.push(length);
  };
  const own = hashPath(entry.name, visit);
  if (entry.isFolder) visit(own.high, own.low, entry.name.length);
  for (const length of due) {
    const path = entry.name.subarray(layout.prefixLength, length);
    await out.addFolder(Buffer.concat([path, Buffer.from('/')]));
  }
}

async function copyWhole(job: Job, declared: DeclaredContent, offset: number, keep: boolean): Promise<void> {
  const { windows, checks, out } = job;
  const size = declared.uncompressedSize;
  if (size > QUICK_SIZE) await checks.room(size);
  const bytes = await windows.view(offset, declared.compressedSize);
  if (size > QUICK_SIZE) windows.hold(checks.start(size, checkContent(declared, bytes)));
  else checkQuickly(declared, bytes);
  if (keep) await out.append(bytes);
}

async function copyInPieces(job: Job, declared: DeclaredContent, offset: number, keep: boolean): Promise<void> {
  const { source, out, signal } = job;
  const check = startCheck(declared);
  const piece = Buffer.allocUnsafe(Math.min(PIECE, declared.compressedSize));
  // A piece can unpack to a gigabyte, which is long to wait for who wants to stop.
  signal?.addEventListener('abort', check.stop, { once: true });
  try {
    for (let done = 0; done < declared.compressedSize; ) {
      signal?.throwIfAborted();
      const part = piece.subarray(0, Math.min(piece.length, declared.compressedSize - done));
      await source.read(part, part.length, offset + done);
      const checked = check.update(part);
      if (keep) await out.append(part);
      await checked;
      done += part.length;
    }
    await check.finish();
  } finally {
    signal?.removeEventListener('abort', check.stop);
    check.stop();
  }
}

/** The checks under way: bounded by the bytes they unpack, and the first failure is kept for the one who waits. */
class Checks {
  readonly #running = new Set<Promise<void>>();
  #bytes = 0;
  #failure: { readonly error: unknown } | undefined;

  start(bytes: number, check: Promise<void>): Promise<void> {
    this.#bytes += bytes;
    const tracked = check
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .then(() => {
        this.#bytes -= bytes;
        this.#running.delete(tracked);
      });
    this.#running.add(tracked);
    return tracked;
  }

  async room(bytes: number): Promise<void> {
    while (this.#running.size > 0 && this.#bytes + bytes > CHECK_BUDGET) await Promise.race(this.#running);
    this.throwFailure();
  }

  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
