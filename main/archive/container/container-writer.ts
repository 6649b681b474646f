/// <reference path="./zip-stream.d.ts" />

import ZipStream, { type ZipArchiveEntry } from 'zip-stream';
import { ENTRY_TIME, FILE_MODE, FOLDER_MODE, ZIP64_BYTES, ZIP64_ENTRIES } from '../plan/layout.ts';
import { ByteList } from './byte-list.ts';

export type Method = 'stored' | 'deflated';

export interface EntryFacts {
  readonly crc: number;
  readonly size: number;
  readonly compressedSize: number;
}

const NOTHING = Buffer.alloc(0);
/** Stands in zip-stream's list for each entry whose record is made, so that it still counts them. */
const LISTED = {} as ZipArchiveEntry;
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
  // What the central directory says of the entries so far. Their objects would take ten times as much.
  readonly #listed = new ByteList();
  #isListing = false;
  #append: (entry: ZipArchiveEntry) => void = () => {};

  constructor(emit: (bytes: Uint8Array) => void) {
    super();
    this.#emit = emit;
  }

  folder(name: string): void {
    this.#open({ name, mode: FOLDER_MODE, type: 'directory', store: true }, () => {}).end();
  }

  /** An entry whose facts are known before its first byte: they go into its header. */
  known(name: string, method: Method, facts: EntryFacts): OpenEntry {
    return this.#open({ name, mode: FILE_MODE, store: method === 'stored' }, (entry) => {
      entry.getGeneralPurposeBit().useDataDescriptor(false);
      setFacts(entry, facts);
    });
  }

  /** A deflated entry too large to wait for its facts: they follow its bytes. */
  late(name: string, size: number): OpenEntry {
    return this.#open({ name, mode: FILE_MODE }, (entry) => {
      if (size > LARGEST_PLAIN) markZip64(entry);
    });
  }

  #open(data: EntryData, prepare: (entry: ZipArchiveEntry) => void): OpenEntry {
    let opened: OpenEntry | undefined;
    this.#append = (entry) => {
      prepare(entry);
      this._writeLocalFileHeader(entry);
      opened = {
        start: this.offset,
        write: (piece) => this.write(piece),
        end: (facts) => {
          if (facts !== undefined) setFacts(entry, facts);
          this._afterAppend(entry);
        },
      };
    };
    this.entry(NOTHING, { ...data, date: ENTRY_TIME }, (error) => {
      if (error) throw error;
    });
    if (opened === undefined) throw new Error(`The container did not open "${data.name}".`);
    return opened;
  }

  protected override _appendBuffer(entry: ZipArchiveEntry): void {
    this.#append(entry);
  }

  /** The limits themselves (65,535 entries, an offset of 2^32 - 1) mean "see the zip64 field" to a reader. */
  override isZip64(): boolean {
    return this._entries.length >= ZIP64_ENTRIES || this._archive.centralOffset >= ZIP64_BYTES || super.isZip64();
  }

  protected override _afterAppend(entry: ZipArchiveEntry): void {
    super._afterAppend(entry);
    const end = this.offset;
    this.#isListing = true;
    this._writeCentralFileHeader(entry);
    this.#isListing = false;
    this.offset = end;
    this._entries[this._entries.length - 1] = LISTED;
  }

  protected override _writeCentralFileHeader(entry: ZipArchiveEntry): void {
    if (entry === LISTED) {
      for (const bytes of this.#listed.take()) this.write(bytes);
      return;
    }
    if (entry._offsets.file >= ZIP64_BYTES) entry.isZip64 = () => true;
    super._writeCentralFileHeader(entry);
  }

  override write(bytes: unknown): boolean {
    const piece = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    if (!(piece instanceof Uint8Array)) throw new TypeError('The container writes bytes and names only.');
    this.offset += piece.length;
    if (this.#isListing) this.#listed.add(piece);
    else if (piece.length > 0) this.#emit(piece);
    return true;
  }

  /** The stream under zip-stream is not used, so there is nothing to end. */
  override end(): this {
    return this;
  }
}

/** An entry whose header is written. */
export interface OpenEntry {
  /** Where its bytes begin in the archive. */
  readonly start: number;
  write(piece: Uint8Array): void;
  /** Its facts, unless they were known from the start. */
  end(facts?: EntryFacts): void;
}

interface EntryData {
  readonly name: string;
  readonly mode: number;
  readonly store?: boolean;
  readonly type?: 'directory';
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
