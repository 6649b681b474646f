import type { FileHandle } from 'node:fs/promises';
import { message } from '../../../preload/messages/index.ts';
import { decodeName, readAt, type ZipEntry, ZipFormatError, zip64Values } from './zip-directory.ts';

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const DESCRIPTOR = 0x08074b50;
const DESCRIPTOR_FLAG = 0x8;
const MAX32 = 0xffff_ffff;

/** Where the bytes of an entry begin, and where the next header may begin. */
export interface EntryPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the local header of an entry (and what follows its bytes when sizes come last) and holds it against the central
 * directory: readers that stream believe the one, readers that seek the other, so a difference is two zips in one.
 */
export async function checkLocalHeader(file: FileHandle, entry: ZipEntry): Promise<EntryPlace> {
  const fixed = await readAt(file, entry.headerOffset, LOCAL_SIZE);
  if (fixed.readUInt32LE(0) !== LOCAL) throw new ZipFormatError(message('zip-format.noHeader'));
  const nameLength = fixed.readUInt16LE(26);
  const extraLength = fixed.readUInt16LE(28);
  const rest = await readAt(file, entry.headerOffset + LOCAL_SIZE, nameLength + extraLength);
  const flags = fixed.readUInt16LE(6);
  if (flags !== entry.flags) throw new ZipFormatError(message('zip-format.otherFlags'));
  if (fixed.readUInt16LE(8) !== entry.method) throw new ZipFormatError(message('zip-format.otherMethod'));
  if (decodeName(rest.subarray(0, nameLength), flags) !== entry.name) {
    throw new ZipFormatError(message('zip-format.otherName'));
  }
  const start = entry.headerOffset + LOCAL_SIZE + nameLength + extraLength;
  const wide = zip64Values(rest.subarray(nameLength));
  if ((flags & DESCRIPTOR_FLAG) === 0) {
    compare(entry, fixed.readUInt32LE(14), widened(fixed, 18, wide[1]), widened(fixed, 22, wide[0]));
    return { start, end: start + entry.compressedSize };
  }
  for (const [at, value] of [
    [14, entry.crc],
    [18, entry.compressedSize],
    [22, entry.size],
  ] as const) {
    const early = fixed.readUInt32LE(at);
    if (early !== 0 && early !== value && early !== MAX32) {
      throw new ZipFormatError(message('zip-format.otherThanAfter'));
    }
  }
  return { start, end: await checkDescriptor(file, entry, start + entry.compressedSize, wide.length > 0) };
}

function widened(header: Buffer, at: number, wide: bigint | undefined): number {
  const value = header.readUInt32LE(at);
  return value === MAX32 && wide !== undefined ? Number(wide) : value;
}

async function checkDescriptor(file: FileHandle, entry: ZipEntry, at: number, isWide: boolean): Promise<number> {
  const bytes = await readAt(file, at, isWide ? 24 : 16);
  if (bytes.readUInt32LE(0) !== DESCRIPTOR) throw new ZipFormatError(message('zip-format.noSizes'));
  const compressedSize = isWide ? Number(bytes.readBigUInt64LE(8)) : bytes.readUInt32LE(8);
  const size = isWide ? Number(bytes.readBigUInt64LE(16)) : bytes.readUInt32LE(12);
  compare(entry, bytes.readUInt32LE(4), compressedSize, size);
  return at + bytes.length;
}

function compare(entry: ZipEntry, crc: number, compressedSize: number, size: number): void {
  if (crc !== entry.crc) throw new ZipFormatError(message('zip-format.otherSum'));
  if (compressedSize !== entry.compressedSize || size !== entry.size) {
    throw new ZipFormatError(message('zip-format.otherSizes'));
  }
}
