import { crc32 } from 'node:zlib';
import type { ManifestBlock, ManifestEntry } from '../archive-manifest.ts';
import { blockCount, STREAM_BYTES } from '../plan/layout.ts';
import type { BlockFacts } from '../workers/worker-protocol.ts';
import type { ContainerWriter, Method, OpenEntry } from './container-writer.ts';
import { combineCrc32 } from './crc32-combine.ts';

/** What came of an entry in the archive. */
export interface WrittenEntry {
  readonly method: Method;
  readonly crc: number;
  /** Where the entry's bytes begin in the archive. */
  readonly offset: number;
  readonly blocks: readonly ManifestBlock[];
}

/** The previous archive promised other bytes than compressing the file gives: it cannot be used at all. */
export class CacheMismatch extends Error {}

interface Piece {
  readonly block: ManifestBlock;
  readonly bytes: readonly Uint8Array[];
}

/** Puts the freshly compressed blocks of one file together to an entry of the archive; they come in order. */
export class FreshEntry {
  readonly #container: ContainerWriter;
  readonly #name: string;
  readonly #size: number;
  readonly #blocks: ManifestBlock[] = [];
  readonly #late: OpenEntry | undefined;
  readonly #kept: { readonly facts: BlockFacts; readonly bytes: Uint8Array }[] = [];
  #crc = 0;
  #count = 0;

  constructor(container: ContainerWriter, name: string, size: number) {
    this.#container = container;
    this.#name = name;
    this.#size = size;
    this.#late = size > STREAM_BYTES ? container.late(name, size) : undefined;
  }

  /** Whether every byte that was taken is written, so that their memory may go. */
  get isWritten(): boolean {
    return this.#late !== undefined;
  }

  /** Takes the next block and how many bytes of the file it covers; answers the entry once it is whole. */
  add(facts: BlockFacts, bytes: Uint8Array, covered: number): WrittenEntry | undefined {
    this.#crc = combineCrc32(this.#crc, facts.crc, covered);
    this.#count += 1;
    const isLast = this.#count === blockCount(this.#size);
    if (this.#late === undefined) {
      this.#kept.push({ facts, bytes });
      return isLast ? this.#writeKept() : undefined;
    }
    // The header is out and says "deflated", so bytes that did not shrink go into stored blocks of the deflate stream.
    this.#write(this.#late, deflatePiece(facts, bytes, isLast));
    if (!isLast) return undefined;
    this.#late.end({ crc: this.#crc, size: this.#size, compressedSize: totalLength(this.#blocks) });
    return { method: 'deflated', crc: this.#crc, offset: this.#late.start, blocks: this.#blocks };
  }

  #writeKept(): WrittenEntry {
    const method: Method = this.#kept.every(({ facts }) => facts.form === 'raw') ? 'stored' : 'deflated';
    const pieces = this.#kept.map(({ facts, bytes }, index) => {
      return method === 'stored'
        ? plainPiece(facts, bytes)
        : deflatePiece(facts, bytes, index === this.#kept.length - 1);
    });
    const compressedSize = totalLength(pieces.map(({ block }) => block));
    const entry = this.#container.known(this.#name, method, { crc: this.#crc, size: this.#size, compressedSize });
    for (const piece of pieces) this.#write(entry, piece);
    entry.end();
    return { method, crc: this.#crc, offset: entry.start, blocks: this.#blocks };
  }

  #write(entry: OpenEntry, { block, bytes }: Piece): void {
    this.#blocks.push(block);
    for (const piece of bytes) entry.write(piece);
  }
}

/** Writes an entry whose facts the previous archive knows, from its blocks or from ones that had to be compressed again. */
export class CachedEntry {
  readonly #known: ManifestEntry;
  readonly #entry: OpenEntry;
  readonly #facts: { readonly crc: number; readonly size: number; readonly compressedSize: number };
  #count = 0;

  constructor(container: ContainerWriter, name: string, known: ManifestEntry) {
    this.#known = known;
    const { size, method } = known;
    this.#facts = { crc: Number.parseInt(known.crc32, 16), size, compressedSize: totalLength(known.blocks) };
    this.#entry = size > STREAM_BYTES ? container.late(name, size) : container.known(name, method, this.#facts);
  }

  /** Takes the next block as it lay in the previous archive. */
  copy(bytes: Uint8Array): WrittenEntry | undefined {
    this.#count += 1;
    this.#entry.write(bytes);
    return this.#endIfWhole();
  }

  /** Takes the next block, compressed again because the previous archive is damaged there. */
  replace(facts: BlockFacts, bytes: Uint8Array): WrittenEntry | undefined {
    const promised = this.#known.blocks[this.#count];
    this.#count += 1;
    const isLast = this.#count === this.#known.blocks.length;
    const piece = this.#known.method === 'stored' ? plainPiece(facts, bytes) : deflatePiece(facts, bytes, isLast);
    const { checksum, crc, length } = piece.block;
    if (promised?.checksum !== checksum || promised.crc !== crc || promised.length !== length)
      throw new CacheMismatch();
    for (const part of piece.bytes) this.#entry.write(part);
    return this.#endIfWhole();
  }

  #endIfWhole(): WrittenEntry | undefined {
    const { method, blocks } = this.#known;
    if (this.#count < blocks.length) return undefined;
    this.#entry.end(this.#facts);
    return { method, crc: this.#facts.crc, offset: this.#entry.start, blocks };
  }
}

function totalLength(blocks: readonly ManifestBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.length, 0);
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
function wrap(bytes: Uint8Array, isLast: boolean): readonly Uint8Array[] {
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
