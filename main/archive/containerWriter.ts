/// <reference path="./zip-stream.d.ts" />

import ZipStream, { type ZipArchiveEntry } from 'zip-stream';
import { ENTRY_TIME, FILE_MODE, FOLDER_MODE, ZIP64_BYTES, ZIP64_ENTRIES } from './layout.ts';

export type Method = 'stored' | 'deflated';

export interface EntryFacts {
  readonly crc: number;
  readonly size: number;
  readonly compressedSize: number;
}

const METHOD_NUMBERS: Readonly<Record<Method, number>> = { stored: 0, deflated: 8 };
const NOTHING = Buffer.alloc(0);
// Deflate never grows data by more than this share, so a file below the rest of the 32-bit range stays in it.
const LARGEST_PLAIN = Math.floor(ZIP64_BYTES / 1.001) - 1024;

/**
 * archiver's own container writer (headers, zip64, central directory), for entries that were compressed elsewhere.
 *
 * zip-stream would compress each entry itself, one after the other. Its step of taking in an entry's bytes is replaced
 * here, and what it writes goes straight to `emit` instead of through a stream: a zip of 10,000 small files is some
 * 250,000 tiny writes. The rest of its bytes are untouched, but for three limits it misses by one or leaves unmarked.
 */
export class ContainerWriter extends ZipStream {
  readonly #emit: (bytes: Uint8Array) => void;
  #append: (entry: ZipArchiveEntry) => void = () => {};

  constructor(emit: (bytes: Uint8Array) => void) {
    super();
    this.#emit = emit;
  }

  get bytesWritten(): number {
    return this.offset;
  }

  folder(name: string): void {
    this.#begin({ name, mode: FOLDER_MODE, type: 'directory', store: true }, (entry) => {
      this.#writeKnown(entry, { crc: 0, size: 0, compressedSize: 0 }, 'stored');
      this._afterAppend(entry);
    });
  }

  /** An entry whose facts are known before its first byte: they go into its header. Returns where its bytes begin. */
  file(name: string, method: Method, facts: EntryFacts, pieces: readonly Uint8Array[]): number {
    let start = 0;
    this.#begin({ name, mode: FILE_MODE, store: method === 'stored' }, (entry) => {
      this.#writeKnown(entry, facts, method);
      start = this.offset;
      for (const piece of pieces) this.write(piece);
      this._afterAppend(entry);
    });
    return start;
  }

  /** An entry too large to wait for its facts: they follow its bytes. Returns the writer of its pieces and its end. */
  stream(name: string, size: number): EntryStream {
    let stream: EntryStream | undefined;
    this.#begin({ name, mode: FILE_MODE }, (entry) => {
      if (size > LARGEST_PLAIN) markZip64(entry);
      this._writeLocalFileHeader(entry);
      stream = {
        start: this.offset,
        write: (piece) => this.write(piece),
        end: (facts) => {
          setFacts(entry, facts);
          this._afterAppend(entry);
        },
      };
    });
    if (stream === undefined) throw new Error('The container did not open the entry.');
    return stream;
  }

  #begin(
    data: { name: string; mode: number; store?: boolean; type?: 'directory' },
    append: (entry: ZipArchiveEntry) => void,
  ): void {
    this.#append = append;
    this.entry(NOTHING, { ...data, date: ENTRY_TIME }, (error) => {
      if (error) throw error;
    });
  }

  #writeKnown(entry: ZipArchiveEntry, facts: EntryFacts, method: Method): void {
    entry.setMethod(METHOD_NUMBERS[method]);
    entry.getGeneralPurposeBit().useDataDescriptor(false);
    setFacts(entry, facts);
    this._writeLocalFileHeader(entry);
  }

  protected override _appendBuffer(entry: ZipArchiveEntry): void {
    this.#append(entry);
  }

  /** The limits themselves (65,535 entries, an offset of 2^32 - 1) mean "see the zip64 field" to a reader. */
  override isZip64(): boolean {
    return this._entries.length >= ZIP64_ENTRIES || this._archive.centralOffset >= ZIP64_BYTES || super.isZip64();
  }

  protected override _writeCentralFileHeader(entry: ZipArchiveEntry): void {
    if (entry._offsets.file >= ZIP64_BYTES) entry.isZip64 = () => true;
    super._writeCentralFileHeader(entry);
  }

  override write(bytes: unknown): boolean {
    const piece = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    if (!(piece instanceof Uint8Array)) throw new TypeError('The container writes bytes and names only.');
    this.offset += piece.length;
    if (piece.length > 0) this.#emit(piece);
    return true;
  }

  /** The stream under zip-stream is not used, so there is nothing to end. */
  override end(): this {
    return this;
  }
}

export interface EntryStream {
  readonly start: number;
  write(piece: Uint8Array): void;
  end(facts: EntryFacts): void;
}

function setFacts(entry: ZipArchiveEntry, { crc, size, compressedSize }: EntryFacts): void {
  entry.setCrc(crc);
  entry.setSize(size);
  entry.setCompressedSize(compressedSize);
}

// Only this field in the local header tells a reader that the sizes after the data have eight bytes; zip-stream leaves it out.
function markZip64(entry: ZipArchiveEntry): void {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(16, 2);
  entry.isZip64 = () => true;
  entry.getLocalFileDataExtra = () => extra;
}
