import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { fault } from '../../../preload/messages/index.ts';
import { type ManifestEntry, ManifestLines } from '../../archive/index.ts';
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
 * a small one that still is what was packed is read there, which saves unpacking it. `sha256`: of the archive that is meant; the same
 * number may have been packed again.
 */
export async function openArchiveContent(
  archive: string,
  packageId: string,
  folder?: string,
  sha256?: string,
): Promise<readonly ContentFile[]> {
  // Line by line: as objects, the entries of 100,000 files take four times what is kept of them.
  const manifest = await ManifestLines.open(archive);
  try {
    const size = await stat(archive).then(
      (found) => found.size,
      () => undefined,
    );
    const isMeant = sha256 === undefined || sha256 === manifest?.head.archive.sha256;
    if (manifest === undefined || size !== manifest.head.archive.size || !isMeant) {
      throw new CarrierError(fault('source_changed.archive'));
    }
    const prefix = `${packageId}/`;
    const from = { archive, folder, size, hashes: Buffer.alloc(manifest.count * HASH_BYTES) };
    const files: ContentFile[] = [];
    await manifest.each((entry) => {
      if (!entry.name.startsWith(prefix) || entry.name.endsWith('/')) return;
      files.push(new ArchivedFile(from, entry, entry.name.slice(prefix.length), files.length));
    });
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    await manifest?.close();
  }
}

const CHUNK_BYTES = 256 * 1024;
/** Behind the last block a deflated entry has an end, which it knows itself. */
const END_BYTES = 64;

interface Origin {
  readonly archive: string;
  readonly folder: string | undefined;
  /** Of the archive. */
  readonly size: number;
  /** SHA-256 of each file, as bytes: written out they would be the longest of all that is kept. */
  readonly hashes: Buffer;
}

const HASH_BYTES = 32;

/** Numbers and a name: there may be hundreds of thousands. */
class ArchivedFile implements ContentFile {
  readonly path: string;
  readonly size: number;
  /** With a sign: a larger number would be an object of its own. */
  readonly #sum: number;
  /** Its row among the hashes. */
  readonly #row: number;
  readonly #from: Origin;
  readonly #offset: number;
  /** Behind it. */
  readonly #end: number;
  readonly #isStored: boolean;

  constructor(from: Origin, entry: ManifestEntry, path: string, row: number) {
    // A copy: a part of a string keeps the whole of it.
    this.path = Buffer.from(path).toString();
    this.size = entry.size;
    this.#sum = Number.parseInt(entry.crc32, 16) | 0;
    this.#row = row;
    from.hashes.write(entry.sha256, row * HASH_BYTES, 'hex');
    this.#from = from;
    this.#offset = entry.offset;
    const packed = entry.blocks.reduce((sum, { length }) => sum + length, END_BYTES);
    this.#end = Math.min(entry.offset + packed, from.size);
    this.#isStored = entry.method === 'stored';
  }

  get sha256(): string {
    const at = this.#row * HASH_BYTES;
    return this.#from.hashes.toString('hex', at, at + HASH_BYTES);
  }

  get crc32(): number {
    return this.#sum >>> 0;
  }

  open(from = 0): Readable {
    if (this.size < WHOLE_BYTES) return Readable.from(partOf(this, from), { objectMode: false });
    if (from >= this.size) return Readable.from([], { objectMode: false });
    const { archive } = this.#from;
    if (this.#isStored) return openRange(archive, this.#offset + from, this.#offset + this.size);
    const packed = openRange(archive, this.#offset, this.#end);
    const unpacked = createInflateRaw({ chunkSize: CHUNK_BYTES });
    packed.on('error', (cause) => unpacked.destroy(cause));
    unpacked.on('close', () => packed.destroy());
    packed.pipe(unpacked);
    return from === 0 ? unpacked : Readable.from(skip(unpacked, from), { objectMode: false });
  }

  whole<T>(use: (bytes: Buffer) => Promise<T>): Promise<T> {
    return withLentBuffer(async (buffer) => use((await this.#unchanged(buffer)) ?? (await this.#unpacked(buffer))));
  }

  /** The author's own file, if it still has the sum that it was packed with. They may work on it at this very moment. */
  async #unchanged(buffer: Buffer): Promise<Buffer | undefined> {
    const { folder } = this.#from;
    if (!folder) return undefined;
    const count = await readInto(buffer, join(folder, this.path), 0, this.size + 1).catch(() => undefined);
    const bytes = buffer.subarray(0, this.size);
    return count === this.size && crc32(bytes) === this.crc32 ? bytes : undefined;
  }

  /** One read and one call to unpack: most files of an add-on are small, and setting up streams takes longer than their bytes. */
  async #unpacked(buffer: Buffer): Promise<Buffer> {
    const { archive } = this.#from;
    const { size } = this;
    if (this.#isStored || size === 0) return buffer.subarray(0, await readInto(buffer, archive, this.#offset, size));
    const length = this.#end - this.#offset;
    const room = length <= buffer.length ? buffer : Buffer.allocUnsafeSlow(length);
    const packed = room.subarray(0, await readInto(room, archive, this.#offset, length));
    // What is too long is found out by whoever counts the bytes.
    return inflateRawSync(packed, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
  }
}

function openRange(archive: string, start: number, end: number): Readable {
  return createReadStream(archive, { start, end: end - 1, highWaterMark: CHUNK_BYTES });
}

async function* partOf(file: ArchivedFile, from: number): AsyncGenerator<Buffer> {
  const bytes = await file.whole(async (lent) => Buffer.from(lent.subarray(from)));
  if (bytes.length > 0) yield bytes;
}

async function* skip(stream: Readable, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of stream) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
