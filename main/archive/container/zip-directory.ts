import type { FileHandle } from 'node:fs/promises';
import { inWords, type Message, message } from '../../../preload/messages/index.ts';

/** What the central directory and the local header say of an entry; `problems` is where they break the format or differ. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
  readonly externalAttributes: number;
  readonly madeBy: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly offset: number;
}

/** Why a file is no zip that a careful reader would accept. */
export class ZipFormatError extends Error {
  readonly said: Message;
  constructor(said: Message) {
    super(inWords(said));
    this.said = said;
  }
}

const END = 0x06054b50;
const END_SIZE = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_SIZE = 20;
const END64 = 0x06064b50;
const END64_SIZE = 56;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const MAX16 = 0xffff;
const MAX32 = 0xffff_ffff;

/** Reads the central directory of a zip; throws ZipFormatError when there is none that can be trusted. */
export async function readZipDirectory(file: FileHandle, fileSize: number): Promise<ZipDirectory> {
  const { count, offset, size, end } = await findDirectory(file, fileSize);
  if (offset + size !== end) throw new ZipFormatError(message('zip-format.directoryElsewhere'));
  const bytes = await readAt(file, offset, size);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + CENTRAL_SIZE > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) {
      throw new ZipFormatError(message('zip-format.entryDamaged', entries.length + 1));
    }
    const length =
      CENTRAL_SIZE + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (at + length > bytes.length) throw new ZipFormatError(message('zip-format.entryCutOff'));
    entries.push(readCentralEntry(bytes.subarray(at, at + length)));
    at += length;
  }
  if (entries.length !== count) {
    throw new ZipFormatError(message('zip-format.otherCount', count, entries.length));
  }
  return { entries, offset };
}

export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new ZipFormatError(message('zip-format.cutOff'));
    done += bytesRead;
  }
  return buffer;
}

interface DirectoryPlace {
  readonly count: number;
  readonly offset: number;
  readonly size: number;
  /** Where the records that end the zip begin. */
  readonly end: number;
}

async function findDirectory(file: FileHandle, fileSize: number): Promise<DirectoryPlace> {
  if (fileSize < END_SIZE) throw new ZipFormatError(message('zip-format.tooShort'));
  const tailLength = Math.min(fileSize, END_SIZE + MAX16);
  const tail = await readAt(file, fileSize - tailLength, tailLength);
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END || at + END_SIZE + tail.readUInt16LE(at + 20) !== tail.length) continue;
    return readEnd(file, tail.subarray(at), fileSize - tailLength + at);
  }
  throw new ZipFormatError(message('zip-format.noEnd'));
}

async function readEnd(file: FileHandle, end: Buffer, position: number): Promise<DirectoryPlace> {
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0) throw new ZipFormatError(message('zip-format.manyDisks'));
  const count = end.readUInt16LE(10);
  const size = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  if (count !== MAX16 && size !== MAX32 && offset !== MAX32) return { count, offset, size, end: position };
  if (position < LOCATOR_SIZE + END64_SIZE) throw new ZipFormatError(message('zip-format.noWideEnd'));
  const locator = await readAt(file, position - LOCATOR_SIZE, LOCATOR_SIZE);
  if (locator.readUInt32LE(0) !== LOCATOR) throw new ZipFormatError(message('zip-format.noWideEnd'));
  const place = Number(locator.readBigUInt64LE(8));
  if (place + END64_SIZE > position) throw new ZipFormatError(message('zip-format.wideEndElsewhere'));
  const end64 = await readAt(file, place, END64_SIZE);
  if (end64.readUInt32LE(0) !== END64) throw new ZipFormatError(message('zip-format.wideEndDamaged'));
  return {
    count: Number(end64.readBigUInt64LE(32)),
    size: Number(end64.readBigUInt64LE(40)),
    offset: Number(end64.readBigUInt64LE(48)),
    end: place,
  };
}

function readCentralEntry(bytes: Buffer): ZipEntry {
  const flags = bytes.readUInt16LE(8);
  const nameLength = bytes.readUInt16LE(28);
  const nameBytes = bytes.subarray(CENTRAL_SIZE, CENTRAL_SIZE + nameLength);
  const extra = bytes.subarray(CENTRAL_SIZE + nameLength, CENTRAL_SIZE + nameLength + bytes.readUInt16LE(30));
  // The 64-bit field holds only what does not fit, in this order.
  const wide = zip64Values(extra);
  const widen = (value: number): number => (value === MAX32 ? Number(wide.shift() ?? BigInt(value)) : value);
  const size = widen(bytes.readUInt32LE(24));
  const compressedSize = widen(bytes.readUInt32LE(20));
  return {
    name: decodeName(nameBytes, flags),
    method: bytes.readUInt16LE(10),
    flags,
    crc: bytes.readUInt32LE(16),
    size,
    compressedSize,
    headerOffset: widen(bytes.readUInt32LE(42)),
    externalAttributes: bytes.readUInt32LE(38),
    madeBy: bytes.readUInt8(5),
  };
}

const UTF8_FLAG = 0x800;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Names are UTF-8 by their flag or plain ASCII; anything else reads differently on every machine. */
export function decodeName(bytes: Buffer, flags: number): string {
  if ((flags & UTF8_FLAG) === 0) {
    if (bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
    throw new ZipFormatError(message('zip-format.unknownCharacters', bytes.toString('latin1')));
  }
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new ZipFormatError(message('zip-format.notUtf8', bytes.toString('latin1')));
  }
}

const ZIP64_FIELD = 0x0001;

export function zip64Values(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    const values: bigint[] = [];
    for (let value = at + 4; value + 8 <= end; value += 8) values.push(extra.readBigUInt64LE(value));
    return values;
  }
  return [];
}
