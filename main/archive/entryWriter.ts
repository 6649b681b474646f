import { crc32 } from 'node:zlib';
import type { ContainerWriter, EntryStream, Method } from './containerWriter.ts';
import { combineCrc32 } from './crc32Combine.ts';
import { STREAM_BYTES } from './layout.ts';
import { blockCount } from './schedule.ts';
import type { BlockFacts, BlockForm } from './workerProtocol.ts';

/** Where a block came to lie in the archive, and what proves it later. */
export interface WrittenBlock {
  readonly form: BlockForm;
  readonly length: number;
  readonly checksum: number;
  readonly crc: number;
}

export interface WrittenEntry {
  readonly method: Method;
  readonly size: number;
  readonly crc: number;
  /** Where the entry's bytes begin in the archive. */
  readonly offset: number;
  readonly blocks: readonly WrittenBlock[];
}

interface Piece {
  readonly block: WrittenBlock;
  readonly bytes: readonly Uint8Array[];
}

/** Puts the blocks of one file together to an entry of the archive; they come in order. */
export class EntryWriter {
  readonly #container: ContainerWriter;
  readonly #name: string;
  readonly #size: number;
  readonly #blocks: WrittenBlock[] = [];
  readonly #stream: EntryStream | undefined;
  readonly #kept: { facts: BlockFacts; bytes: Uint8Array }[] = [];
  #crc = 0;
  #count = 0;

  constructor(container: ContainerWriter, name: string, size: number) {
    this.#container = container;
    this.#name = name;
    this.#size = size;
    this.#stream = size > STREAM_BYTES ? container.stream(name, size) : undefined;
  }

  /** Takes the next block and the bytes it covers in the file; answers the entry once it is whole. */
  add(facts: BlockFacts, bytes: Uint8Array, covered: number): WrittenEntry | undefined {
    this.#crc = combineCrc32(this.#crc, facts.crc, covered);
    this.#count += 1;
    const isWhole = this.#count === blockCount(this.#size);
    if (this.#stream === undefined) {
      this.#kept.push({ facts, bytes });
      return isWhole ? this.#writeKept() : undefined;
    }
    // The header is out and says "deflated", so bytes that did not shrink go into stored blocks of the deflate stream.
    for (const piece of this.#take(deflatePiece(facts, bytes, isWhole))) this.#stream.write(piece);
    return isWhole ? this.#endStream(this.#stream) : undefined;
  }

  #writeKept(): WrittenEntry {
    const method: Method = this.#kept.every(({ facts }) => facts.form === 'raw') ? 'stored' : 'deflated';
    const pieces = this.#kept.flatMap(({ facts, bytes }, index) => {
      const isLast = index === this.#kept.length - 1;
      return this.#take(method === 'stored' ? plainPiece(facts, bytes) : deflatePiece(facts, bytes, isLast));
    });
    const facts = { crc: this.#crc, size: this.#size, compressedSize: this.#compressedSize() };
    return this.#entry(method, this.#container.file(this.#name, method, facts, pieces));
  }

  #endStream(stream: EntryStream): WrittenEntry {
    stream.end({ crc: this.#crc, size: this.#size, compressedSize: this.#compressedSize() });
    return this.#entry('deflated', stream.start);
  }

  #take({ block, bytes }: Piece): readonly Uint8Array[] {
    this.#blocks.push(block);
    return bytes;
  }

  #entry(method: Method, offset: number): WrittenEntry {
    return { method, size: this.#size, crc: this.#crc, offset, blocks: this.#blocks };
  }

  #compressedSize(): number {
    return this.#blocks.reduce((sum, block) => sum + block.length, 0);
  }
}

function plainPiece({ form, length, checksum, crc }: BlockFacts, bytes: Uint8Array): Piece {
  return { block: { form, length, checksum, crc }, bytes: [bytes] };
}

function deflatePiece(facts: BlockFacts, bytes: Uint8Array, isLast: boolean): Piece {
  if (facts.form !== 'raw') return plainPiece(facts, bytes);
  const wrapped = wrap(bytes, isLast);
  const length = wrapped.reduce((sum, piece) => sum + piece.length, 0);
  const checksum = wrapped.reduce((crc, piece) => crc32(piece, crc), 0);
  return { block: { form: 'wrapped', length, checksum, crc: facts.crc }, bytes: wrapped };
}

const LARGEST_STORED_BLOCK = 0xffff;

/** Bytes as stored blocks of a deflate stream (RFC 1951, 3.2.4): a header of five bytes, then the bytes themselves. */
export function wrap(bytes: Uint8Array, isLast: boolean): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += LARGEST_STORED_BLOCK) {
    const piece = bytes.subarray(at, at + LARGEST_STORED_BLOCK);
    const header = Buffer.alloc(5);
    header.writeUInt8(isLast && at + piece.length === bytes.length ? 1 : 0, 0);
    header.writeUInt16LE(piece.length, 1);
    header.writeUInt16LE(piece.length ^ 0xffff, 3);
    pieces.push(header, piece);
  }
  return pieces;
}
