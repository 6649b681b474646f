import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { fault } from '../../../preload/messages/index.ts';
import { readManifest } from '../../archive/index.ts';
import type { FileSource } from '../carriers/carrier.ts';
import { CarrierError } from '../carriers/carrier-error.ts';
import { WHOLE_BYTES } from '../carriers/source.ts';
import { readInto, withLentBuffer } from './lent-buffers.ts';

/** A file of a release. Its sum was taken when it was packed; nothing is read a second time to know it. */
export interface ContentFile extends FileSource {
  /** '/'-separated, below the add-on's folder. */
  readonly path: string;
  readonly sha256: string;
}

/**
 * What users get: the add-on's files as they lie in the archive that was checked. Sorted by path. `folder`: where they were packed from;
 * a small one that still is what was packed is read there, which saves unpacking it.
 */
export async function openArchiveContent(
  archive: string,
  packageId: string,
  folder?: string,
): Promise<readonly ContentFile[]> {
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
    .map(({ name, offset, method, sha256, ...entry }): ContentFile => {
      const place = { offset, end: ends.get(offset) ?? size, size: entry.size, method };
      const facts = {
        path: name.slice(prefix.length),
        size: entry.size,
        crc32: Number.parseInt(entry.crc32, 16),
        sha256,
      };
      const packed = { archive, place };
      if (entry.size >= WHOLE_BYTES) return { ...facts, open: (from = 0) => openEntry(packed, from) };
      const whole: ContentFile['whole'] = (use) => withWhole(folder, facts, packed, use);
      return { ...facts, whole, open: (from = 0) => Readable.from(partOf(whole, from), { objectMode: false }) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

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

interface Packed {
  readonly archive: string;
  readonly place: EntryPlace;
}

function openEntry({ archive, place }: Packed, from: number): Readable {
  const { offset, end, size, method } = place;
  if (from >= size) return Readable.from([], { objectMode: false });
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

async function withWhole<T>(
  folder: string | undefined,
  { path, size, crc32: sum }: Pick<ContentFile, 'path' | 'size' | 'crc32'>,
  packed: Packed,
  use: (bytes: Buffer) => Promise<T>,
): Promise<T> {
  return withLentBuffer(async (buffer) => {
    // The author's own file, if it still has the sum that it was packed with. They may work on it at this very moment.
    const count = folder ? await readInto(buffer, join(folder, path), 0, size + 1).catch(() => undefined) : undefined;
    const bytes = buffer.subarray(0, size);
    return use(count === size && crc32(bytes) === sum ? bytes : await wholeEntry(packed, buffer));
  });
}

/** One read and one call to unpack: most files of an add-on are small, and setting up streams takes longer than their bytes. */
async function wholeEntry({ archive, place }: Packed, buffer: Buffer): Promise<Buffer> {
  const { offset, end, size, method } = place;
  if (method === 'stored' || size === 0) return buffer.subarray(0, await readInto(buffer, archive, offset, size));
  const length = Math.min(end - offset, size + MOST_OVERHEAD);
  const room = length <= buffer.length ? buffer : Buffer.allocUnsafeSlow(length);
  const packed = room.subarray(0, await readInto(room, archive, offset, length));
  // What is too long is found out by whoever counts the bytes.
  return inflateRawSync(packed, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
}

async function* partOf(whole: NonNullable<ContentFile['whole']>, from: number): AsyncGenerator<Buffer> {
  const bytes = await whole(async (lent) => Buffer.from(lent.subarray(from)));
  if (bytes.length > 0) yield bytes;
}

async function* skip(stream: Readable, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of stream) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
