import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { fault } from '../../../preload/messages/index.ts';
import { readManifest } from '../../archive/index.ts';
import type { FileSource } from '../carriers/carrier.ts';
import { CarrierError } from '../carriers/carrier-error.ts';

/** A file of a release. Its sum was taken when it was packed; nothing is read a second time to know it. */
export interface ContentFile extends FileSource {
  /** '/'-separated, below the add-on's folder. */
  readonly path: string;
  readonly sha256: string;
}

/** What users get: the add-on's files as they lie in the archive that was checked. Sorted by path. */
export async function openArchiveContent(archive: string, packageId: string): Promise<readonly ContentFile[]> {
  const manifest = await readManifest(archive);
  const size = await stat(archive).then(
    (found) => found.size,
    () => undefined,
  );
  if (manifest === undefined || size !== manifest.archive.size) {
    throw new CarrierError(fault('source_changed.archive'));
  }
  const prefix = `${packageId}/`;
  const starts = manifest.entries.map(({ offset }) => offset).sort((a, b) => a - b);
  const ends = new Map(starts.map((start, at) => [start, starts[at + 1] ?? size]));
  return manifest.entries
    .filter(({ name }) => name.startsWith(prefix) && !name.endsWith('/'))
    .map((entry): ContentFile => {
      const end = ends.get(entry.offset) ?? size;
      return {
        path: entry.name.slice(prefix.length),
        size: entry.size,
        crc32: Number.parseInt(entry.crc32, 16),
        sha256: entry.sha256,
        open: (offset = 0) => openEntry(archive, { ...entry, end }, offset),
      };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Larger files are read in chunks of `CHUNK_BYTES`, so that memory does not grow with them. */
const WHOLE_BYTES = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
/** Of a deflated entry that is longer than its content, and of the header that follows it. */
const MOST_OVERHEAD = 64 * 1024;

interface EntryPlace {
  readonly offset: number;
  /** Of what follows; a deflated entry knows its own end. */
  readonly end: number;
  readonly size: number;
  readonly method: 'stored' | 'deflated';
}

function openEntry(archive: string, place: EntryPlace, from: number): Readable {
  const { offset, end, size, method } = place;
  if (size === 0 || from >= size) return Readable.from([], { objectMode: false });
  if (size <= WHOLE_BYTES) return Readable.from(wholeEntry(archive, place, from), { objectMode: false });
  if (method === 'stored') return openRange(archive, offset + from, offset + size);
  const packed = openRange(archive, offset, end);
  const unpacked = createInflateRaw({ chunkSize: CHUNK_BYTES });
  packed.on('error', (cause) => unpacked.destroy(cause));
  unpacked.on('close', () => packed.destroy());
  packed.pipe(unpacked);
  return from === 0 ? unpacked : Readable.from(skip(unpacked, from), { objectMode: false });
}

function openRange(archive: string, start: number, end: number): Readable {
  return createReadStream(archive, { start, end: end - 1, highWaterMark: CHUNK_BYTES });
}

/** One read and one call to unpack: most files of an add-on are small, and setting up streams takes longer than their bytes. */
async function* wholeEntry(archive: string, { offset, end, size, method }: EntryPlace, from: number) {
  const packed = Buffer.allocUnsafe(method === 'stored' ? size : Math.min(end - offset, size + MOST_OVERHEAD));
  const file = await open(archive);
  let bytesRead: number;
  try {
    ({ bytesRead } = await file.read(packed, 0, packed.length, offset));
  } finally {
    await file.close();
  }
  const read = packed.subarray(0, bytesRead);
  // What is too long is found out by whoever counts the bytes.
  const whole =
    method === 'stored' ? read : inflateRawSync(read, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
  yield from === 0 ? whole : whole.subarray(from);
}

async function* skip(stream: Readable, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of stream) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
