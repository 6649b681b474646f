import { type FileHandle, open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fault, message, reasonOf } from '../../../preload/messages/index.ts';
import { ArchiveError, cancelled, throwIfCancelled } from '../archive-error.ts';
import { checkLocalHeader, type EntryPlace } from '../container/local-header.ts';
import { readZipDirectory, type ZipDirectory, type ZipEntry, ZipFormatError } from '../container/zip-directory.ts';
import { type ArchiveFinding, finding } from '../finding.ts';
import { startVerifyWorker } from '../workers/start-worker.ts';
import { WorkerPool } from '../workers/worker-pool.ts';
import type { ContentRequest } from './check-content.ts';
import { checkRegistryRules } from './registry-rules.ts';
import type { VerifyRequest, VerifyResult } from './verify-worker.ts';

export interface VerifyOptions {
  /** With it, the folder of the package has to be there. */
  readonly packageId?: string;
  readonly signal?: AbortSignal;
}

export interface VerifiedArchive {
  /** No findings. */
  readonly ok: boolean;
  readonly findings: readonly ArchiveFinding[];
  readonly entries: number;
  /** What the entries unpack to. */
  readonly bytes: number;
}

/** Reads an archive again: both directories of headers, every byte against its CRC, and the registry's rules. */
export async function verifyArchive(path: string, options: VerifyOptions = {}): Promise<VerifiedArchive> {
  throwIfCancelled(options.signal);
  const file = await openArchive(path);
  try {
    const { size } = await file.stat();
    const directory = await readZipDirectory(file, size);
    const findings = checkRegistryRules(directory.entries, options.packageId);
    const places = await checkPlaces(file, directory, findings, options.signal);
    findings.push(...(await checkContents(resolve(path), places.filter(isReadable), options.signal)));
    const bytes = directory.entries.reduce((sum, entry) => sum + entry.size, 0);
    return { ok: findings.length === 0, findings, entries: directory.entries.length, bytes };
  } catch (error) {
    if (!(error instanceof ZipFormatError)) throw error;
    return { ok: false, findings: [finding('not_a_zip', error.said)], entries: 0, bytes: 0 };
  } finally {
    await file.close();
  }
}

async function openArchive(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new ArchiveError(fault('not_an_archive.because', path, reasonOf(error)), path);
  }
}

type PlacedEntry = readonly [ZipEntry, EntryPlace];

/** Every byte before the directory has to belong to exactly one entry: overlaps and gaps hide things. */
async function checkPlaces(
  file: FileHandle,
  directory: ZipDirectory,
  findings: ArchiveFinding[],
  signal: AbortSignal | undefined,
): Promise<PlacedEntry[]> {
  const placed: PlacedEntry[] = [];
  let expected = 0;
  for (const entry of directory.entries.toSorted((a, b) => a.headerOffset - b.headerOffset)) {
    throwIfCancelled(signal);
    if (entry.headerOffset !== expected) {
      const said = message(entry.headerOffset < expected ? 'zip.overlaps' : 'zip.unknownBefore');
      findings.push(finding('layout', said, entry.name));
    }
    try {
      const place = await checkLocalHeader(file, entry);
      placed.push([entry, place]);
      expected = place.end;
    } catch (error) {
      if (!(error instanceof ZipFormatError)) throw error;
      findings.push(finding('header', error.said, entry.name));
      expected = entry.headerOffset;
    }
  }
  if (expected !== directory.offset) {
    findings.push(finding('layout', message('zip.unknownAfter')));
  }
  return placed;
}

const BATCH_BYTES = 4 << 20;
const BATCH_ENTRIES = 256;
const STORED = 0;
const DEFLATED = 8;

function isReadable([{ method }]: PlacedEntry): boolean {
  return method === STORED || method === DEFLATED;
}

async function checkContents(
  archive: string,
  placed: readonly PlacedEntry[],
  signal: AbortSignal | undefined,
): Promise<ArchiveFinding[]> {
  const pool = new WorkerPool<VerifyRequest, VerifyResult>(availableParallelism(), () => startVerifyWorker(archive));
  const stop = () => void pool.close(cancelled());
  signal?.addEventListener('abort', stop, { once: true });
  try {
    throwIfCancelled(signal);
    const results = await Promise.all([...inBatches(placed)].map((batch) => pool.run(batch.map(requestFor))));
    return results.flat().flatMap((said, index) => {
      const path = placed[index]?.[0].name ?? '';
      return said === undefined ? [] : [finding('content', said, path)];
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    void pool.close();
  }
}

function requestFor([entry, place]: PlacedEntry): ContentRequest {
  const { compressedSize, size, crc, method } = entry;
  return { start: place.start, compressedSize, size, crc, isDeflated: method === DEFLATED };
}

function* inBatches(placed: readonly PlacedEntry[]): Generator<readonly PlacedEntry[]> {
  let batch: PlacedEntry[] = [];
  let bytes = 0;
  for (const entry of placed) {
    batch.push(entry);
    bytes += entry[0].size;
    if (bytes < BATCH_BYTES && batch.length < BATCH_ENTRIES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
