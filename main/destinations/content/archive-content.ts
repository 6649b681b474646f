import { constants, createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { fault } from '../../../preload/messages/index.ts';
import { readManifest } from '../../archive/index.ts';
import type { FileSource } from '../carriers/carrier.ts';
import { CarrierError } from '../carriers/carrier-error.ts';
import { WHOLE_BYTES } from '../carriers/source.ts';

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
      if (entry.size > WHOLE_BYTES) return { ...facts, open: (from = 0) => openEntry(archive, place, from) };
      const whole = async () => (await unchangedFile(folder, facts)) ?? wholeEntry(archive, place);
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

function openEntry(archive: string, { offset, end, size, method }: EntryPlace, from: number): Readable {
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

/** One read and one call to unpack: most files of an add-on are small, and setting up streams takes longer than their bytes. */
async function wholeEntry(archive: string, { offset, end, size, method }: EntryPlace): Promise<Buffer> {
  const length = method === 'stored' ? size : Math.min(end - offset, size + MOST_OVERHEAD);
  const read = await readBytes(archive, offset, length);
  // What is too long is found out by whoever counts the bytes.
  return method === 'stored' || size === 0
    ? read.subarray(0, size)
    : inflateRawSync(read, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
}

/** The author's own file, if it still has the sum that it was packed with. They may work on it at this very moment. */
async function unchangedFile(
  folder: string | undefined,
  { path, size, crc32: sum }: Pick<ContentFile, 'path' | 'size' | 'crc32'>,
): Promise<Buffer | undefined> {
  if (!folder) return undefined;
  const bytes = await readBytes(join(folder, path), 0, size + 1).catch(() => undefined);
  return bytes?.length === size && crc32(bytes) === sum ? bytes : undefined;
}

/** Fewer where the file ends before. */
async function readBytes(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await open(path, READ_ONLY);
  try {
    const bytes = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await file.read(bytes, 0, length, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A pipe in the place of a file must not wait for somebody to write. Windows has no such flag. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

async function* partOf(whole: () => Promise<Buffer>, from: number): AsyncGenerator<Buffer> {
  const bytes = await whole();
  if (from < bytes.length) yield from === 0 ? bytes : bytes.subarray(from);
}

async function* skip(stream: Readable, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of stream) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
