import { createReadStream, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { inWords, type Message, message, reasonInside } from '../../../preload/messages/index.ts';

/** The bytes of one entry, to be unpacked and held against its CRC and size. */
export interface ContentRequest {
  readonly start: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly isDeflated: boolean;
}

// Small ones are unpacked in one go; larger ones stream, so that no size can fill the memory.
const AT_ONCE_BYTES = 4 << 20;

/** What is wrong with the bytes of an entry; undefined when nothing is. */
export async function checkContent(fd: number, path: string, request: ContentRequest): Promise<Message | undefined> {
  try {
    const isSmall = request.size <= AT_ONCE_BYTES && request.compressedSize <= AT_ONCE_BYTES;
    const { crc, size } = isSmall ? unpackAtOnce(fd, request) : await unpackStreaming(path, request);
    if (size !== request.size) return message('zip.otherSize', size, request.size);
    return crc === request.crc ? undefined : message('zip.otherSum');
  } catch (error) {
    return message('zip.notUnpacked', error instanceof NotUnpacked ? error.said : reasonInside(error));
  }
}

class NotUnpacked extends Error {
  readonly said: Message;
  constructor(said: Message) {
    super(inWords(said));
    this.said = said;
  }
}

interface Unpacked {
  readonly crc: number;
  readonly size: number;
}

function unpackAtOnce(fd: number, { start, compressedSize, size, isDeflated }: ContentRequest): Unpacked {
  const packed = Buffer.allocUnsafe(compressedSize);
  const got = readSync(fd, packed, 0, compressedSize, start);
  if (got < compressedSize) throw new NotUnpacked(message('zip.partMissing'));
  // One byte more than declared is allowed, to tell a lying size from a right one.
  const bytes = isDeflated ? inflateRawSync(packed, { maxOutputLength: size + 1 }) : packed;
  return { crc: crc32(bytes), size: bytes.length };
}

async function unpackStreaming(path: string, request: ContentRequest): Promise<Unpacked> {
  const end = request.start + request.compressedSize - 1;
  const packed = createReadStream(path, { start: request.start, end, highWaterMark: 1 << 20 });
  const inflate = request.isDeflated ? createInflateRaw({ chunkSize: 1 << 18 }) : undefined;
  if (inflate !== undefined) packed.on('error', (error) => inflate.destroy(error)).pipe(inflate);
  const source: Readable = inflate ?? packed;
  let crc = 0;
  let size = 0;
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      crc = crc32(piece, crc);
      size += piece.length;
      if (size > request.size) throw new NotUnpacked(message('zip.largerThanDeclared'));
    }
  } finally {
    packed.destroy();
    inflate?.destroy();
  }
  return { crc, size };
}
