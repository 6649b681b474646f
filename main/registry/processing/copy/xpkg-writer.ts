import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  CENTRAL_HEADER,
  CENTRAL_HEADER_SIZE,
  END_OF_DIRECTORY,
  END_SIZE,
  EXTRA_ZIP64,
  FLAG_UTF8,
  LOCAL_HEADER,
  LOCAL_HEADER_SIZE,
  MAX_16,
  MAX_32,
  STORED,
  ZIP64_END,
  ZIP64_END_SIZE,
  ZIP64_LOCATOR,
  ZIP64_LOCATOR_SIZE,
} from '../zip/zip-format.ts';
import { BlockWriter } from './block-writer.ts';

/** An entry whose compressed bytes and their numbers are known before they are written. */
export interface RawEntry {
  /** UTF-8; a folder ends in '/'. */
  readonly name: Buffer;
  readonly method: number;
  readonly dosTime: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
}

export interface FinishedFile {
  readonly path: string;
  readonly hash: string;
  readonly size: number;
  readonly contentBytes: number;
}

/** 1980-01-01, the first date of the format: whatever the registry adds looks the same every time. */
const NO_DATE = 0x00210000;
const SLASH = 0x2f;
const UNIX = 3;

/** The two files of a package in the making: itself, and its listing, which is copied to its end. */
export function unfinishedFiles(partPath: string) {
  return [partPath, `${partPath}.listing`] as const;
}

/** A zip written from entries that are compressed already: headers and listing are made here, content only passes through. */
export class XpkgWriter {
  readonly #partPath: string;
  readonly #listingPath: string;
  readonly #file: FileHandle;
  readonly #listingFile: FileHandle;
  readonly #hash = createHash('sha256');
  readonly #out: BlockWriter;
  readonly #listing: BlockWriter;
  #entries = 0;
  #contentBytes = 0;

  private constructor(partPath: string, file: FileHandle, listingPath: string, listingFile: FileHandle) {
    this.#partPath = partPath;
    this.#listingPath = listingPath;
    this.#file = file;
    this.#listingFile = listingFile;
    this.#out = new BlockWriter(file, this.#hash);
    // The listing can be as long as the names of a million entries, so it waits in a file, not in memory.
    this.#listing = new BlockWriter(listingFile);
  }

  static async create(partPath: string): Promise<XpkgWriter> {
    const [, listingPath] = unfinishedFiles(partPath);
    const file = await open(partPath, 'w', 0o600);
    try {
      return new XpkgWriter(partPath, file, listingPath, await open(listingPath, 'w+', 0o600));
    } catch (error) {
      await file.close();
      await rm(partPath, { force: true });
      throw error;
    }
  }

  /** Writes the header of an entry. Its compressed bytes follow by `append`. */
  async begin(entry: RawEntry): Promise<void> {
    const wide = entry.compressedSize >= MAX_32 || entry.uncompressedSize >= MAX_32;
    const offset = this.#out.length;
    await this.#out.append(localHeader(entry, wide));
    await this.#listing.append(centralHeader(entry, offset));
    this.#entries += 1;
    this.#contentBytes += entry.uncompressedSize;
  }

  append(bytes: Uint8Array): Promise<void> | undefined {
    return this.#out.append(bytes);
  }

  async addFolder(name: Buffer, dosTime = NO_DATE): Promise<void> {
    await this.begin({ name, method: STORED, dosTime, crc: 0, compressedSize: 0, uncompressedSize: 0 });
  }

  async addFile(name: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    const size = bytes.length;
    const entry = { method: STORED, dosTime: NO_DATE, crc: crc32(bytes), compressedSize: size, uncompressedSize: size };
    await this.begin({ ...entry, name: Buffer.from(name) });
    await this.append(bytes);
  }

  /** Writes the listing, makes the file durable and gives it the name of its hash. */
  async finish(): Promise<FinishedFile> {
    const offset = this.#out.length;
    await this.#copyListing();
    await this.#out.append(endRecords(this.#entries, offset, this.#out.length - offset));
    await this.#out.flush();
    await this.#file.sync();
    await this.#file.close();
    await this.#listingFile.close();
    await rm(this.#listingPath);
    const hash = this.#hash.digest('hex');
    const path = join(dirname(this.#partPath), `${hash}.xpkg`);
    await rename(this.#partPath, path);
    return { path, hash, size: this.#out.length, contentBytes: this.#contentBytes };
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    // What is still on its way to the disk must be over before the file goes; how it ended no longer matters.
    await Promise.allSettled([this.#out.written(), this.#listing.written()]);
    await Promise.allSettled([this.#file.close(), this.#listingFile.close()]);
    await rm(this.#partPath, { force: true });
    await rm(this.#listingPath, { force: true });
  }

  async #copyListing(): Promise<void> {
    await this.#listing.flush();
    const block = Buffer.allocUnsafe(256 * 1024);
    for (let at = 0; at < this.#listing.length; ) {
      const { bytesRead } = await this.#listingFile.read(block, 0, block.length, at);
      if (bytesRead === 0) throw new Error('the listing under construction was cut off');
      await this.#out.append(block.subarray(0, bytesRead));
      at += bytesRead;
    }
  }
}

function localHeader(entry: RawEntry, wide: boolean): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_SIZE + entry.name.length + (wide ? 20 : 0));
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(wide ? 45 : 20, 4);
  writeCommon(header, 6, entry, wide);
  header.writeUInt16LE(wide ? 20 : 0, 28);
  header.set(entry.name, LOCAL_HEADER_SIZE);
  if (wide)
    writeWideField(header, LOCAL_HEADER_SIZE + entry.name.length, [entry.uncompressedSize, entry.compressedSize]);
  return header;
}

function centralHeader(entry: RawEntry, offset: number): Buffer {
  const wideSizes = entry.compressedSize >= MAX_32 || entry.uncompressedSize >= MAX_32;
  const wideNumbers = [
    ...(wideSizes ? [entry.uncompressedSize, entry.compressedSize] : []),
    ...(offset >= MAX_32 ? [offset] : []),
  ];
  const extraSize = wideNumbers.length > 0 ? 4 + wideNumbers.length * 8 : 0;
  const version = extraSize > 0 ? 45 : 20;
  const header = Buffer.alloc(CENTRAL_HEADER_SIZE + entry.name.length + extraSize);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE((UNIX << 8) | version, 4);
  header.writeUInt16LE(version, 6);
  writeCommon(header, 8, entry, wideSizes);
  header.writeUInt16LE(extraSize, 30);
  header.writeUInt32LE(attributes(entry.name), 38);
  header.writeUInt32LE(Math.min(offset, MAX_32), 42);
  header.set(entry.name, CENTRAL_HEADER_SIZE);
  if (extraSize > 0) writeWideField(header, CENTRAL_HEADER_SIZE + entry.name.length, wideNumbers);
  return header;
}

/** The run of fields that both headers share, from the flags to the length of the name. */
function writeCommon(header: Buffer, at: number, entry: RawEntry, wide: boolean): void {
  header.writeUInt16LE(FLAG_UTF8, at);
  header.writeUInt16LE(entry.method, at + 2);
  header.writeUInt32LE(entry.dosTime, at + 4);
  header.writeUInt32LE(entry.crc, at + 8);
  header.writeUInt32LE(wide ? MAX_32 : entry.compressedSize, at + 12);
  header.writeUInt32LE(wide ? MAX_32 : entry.uncompressedSize, at + 16);
  header.writeUInt16LE(entry.name.length, at + 20);
}

function writeWideField(header: Buffer, at: number, numbers: readonly number[]): void {
  header.writeUInt16LE(EXTRA_ZIP64, at);
  header.writeUInt16LE(numbers.length * 8, at + 2);
  numbers.forEach((number, index) => {
    header.writeBigUInt64LE(BigInt(number), at + 4 + index * 8);
  });
}

/** Every file may be executed by its owner, as the original server makes it: a lost x bit would break programs. */
function attributes(name: Buffer): number {
  const isFolder = name[name.length - 1] === SLASH;
  return isFolder ? ((0o040755 << 16) | 0x10) >>> 0 : (0o100755 << 16) >>> 0;
}

function endRecords(entries: number, offset: number, size: number): Buffer {
  const wide = entries >= MAX_16 || offset >= MAX_32 || size >= MAX_32;
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(Math.min(entries, MAX_16), 8);
  end.writeUInt16LE(Math.min(entries, MAX_16), 10);
  end.writeUInt32LE(Math.min(size, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  if (!wide) return end;

  const record = Buffer.alloc(ZIP64_END_SIZE);
  record.writeUInt32LE(ZIP64_END, 0);
  record.writeBigUInt64LE(BigInt(ZIP64_END_SIZE - 12), 4);
  record.writeUInt16LE((UNIX << 8) | 45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);

  const locator = Buffer.alloc(ZIP64_LOCATOR_SIZE);
  locator.writeUInt32LE(ZIP64_LOCATOR, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}
