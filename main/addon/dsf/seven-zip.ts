import { BrokenStream, decodeLzma } from './lzma.ts';
import { decodeLzma2 } from './lzma2.ts';

/** Where the first file of a 7z archive lies, and how it is packed; an archive of a DSF holds nothing else. */
export interface PackedFile {
  readonly method: 'copy' | 'lzma' | 'lzma2';
  readonly properties: Buffer;
  readonly from: number;
  readonly packedSize: number;
  readonly size: number;
}

type ReadBytes = (from: number, length: number) => Promise<Buffer>;

export const START_BYTES = 32;
const MOST_HEADER = 1024 * 1024;
const ID = {
  end: 0,
  header: 1,
  archiveProperties: 2,
  mainStreams: 4,
  packInfo: 6,
  unpackInfo: 7,
  size: 9,
  checksum: 10,
  folders: 11,
  unpackSizes: 12,
  packedHeader: 0x17,
} as const;
const METHODS = new Map<string, PackedFile['method']>([
  ['00', 'copy'],
  ['030101', 'lzma'],
  ['21', 'lzma2'],
]);

export function isSevenZip(bytes: Buffer): boolean {
  return bytes.length >= START_BYTES && bytes.toString('hex', 0, 6) === '377abcaf271c';
}

export async function findPackedFile(start: Buffer, read: ReadBytes): Promise<PackedFile> {
  const offset = start.readUInt32LE(12) + start.readUInt32LE(16) * 2 ** 32;
  const size = start.readUInt32LE(20) + start.readUInt32LE(24) * 2 ** 32;
  if (size === 0 || size > MOST_HEADER) throw new BrokenStream();
  let header = new HeaderReader(await read(START_BYTES + offset, size));
  let id = header.byte();
  if (id === ID.packedHeader) {
    const packed = readStreams(header);
    if (packed.size > MOST_HEADER || packed.packedSize > MOST_HEADER) throw new BrokenStream();
    header = new HeaderReader(unpack(packed, await read(packed.from, packed.packedSize), packed.size));
    id = header.byte();
  }
  if (id !== ID.header || header.byte() !== ID.mainStreams) throw new BrokenStream();
  return readStreams(header);
}

export function unpack({ method, properties }: PackedFile, packed: Buffer, length: number): Buffer {
  if (method === 'copy') return packed.subarray(0, length);
  return method === 'lzma' ? decodeLzma(properties, packed, length) : decodeLzma2(packed, length);
}

function readStreams(header: HeaderReader): PackedFile {
  header.expect(ID.packInfo);
  const from = START_BYTES + header.number();
  const streams = header.number();
  header.expect(ID.size);
  const packedSize = header.number();
  for (let index = 1; index < streams; index++) header.number();
  // Checksums of the packed streams may follow; 7-Zip writes none.
  if (header.byte() !== ID.end) throw new BrokenStream();
  header.expect(ID.unpackInfo);
  header.expect(ID.folders);
  if (header.number() < 1 || header.byte() !== 0) throw new BrokenStream();
  const coder = readCoder(header);
  header.expect(ID.unpackSizes);
  return { ...coder, from, packedSize, size: header.number() };
}

/** One folder with one coder is all a DSF needs; anything else is not read. */
function readCoder(header: HeaderReader): Pick<PackedFile, 'method' | 'properties'> {
  if (header.number() !== 1) throw new BrokenStream();
  const flags = header.byte();
  if ((flags & 0xd0) !== 0) throw new BrokenStream();
  const method = METHODS.get(header.bytes(flags & 0x0f).toString('hex'));
  if (method === undefined) throw new BrokenStream();
  return { method, properties: (flags & 0x20) === 0 ? Buffer.alloc(0) : header.bytes(header.number()) };
}

/** 7z's own numbers: the first byte tells by its leading ones how many follow. */
class HeaderReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new BrokenStream();
    return byte;
  }

  bytes(count: number): Buffer {
    if (this.#at + count > this.#bytes.length) throw new BrokenStream();
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  expect(id: number): void {
    if (this.byte() !== id) throw new BrokenStream();
  }

  number(): number {
    const first = this.byte();
    let value = 0;
    for (let index = 0, mask = 0x80; index < 8; index++, mask >>>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * index);
      value += this.byte() * 2 ** (8 * index);
    }
    return value;
  }
}
