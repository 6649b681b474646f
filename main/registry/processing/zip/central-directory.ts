import { Refusal } from '../outcome.ts';
import type { ArchiveEnd } from './archive-end.ts';
import type { Windows } from './windows.ts';
import {
  CENTRAL_HEADER,
  CENTRAL_HEADER_SIZE,
  EXTRA_ZIP64,
  extraField,
  MAX_16,
  MAX_32,
  readUInt64,
} from './zip-format.ts';
import type { ZipSource } from './zip-source.ts';

/** One record of the listing, as it stands there: nothing in it has been judged yet. */
export interface CentralRecord {
  /** Position of the record in the file, to read it again. */
  readonly position: number;
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly localOffset: number;
  readonly externalAttributes: number;
  readonly disk: number;
  /** Raw bytes, valid until the next record is read. */
  readonly name: Buffer;
  readonly extra: Buffer;
}

const WINDOW = 1024 * 1024;

/** Reads the listing front to back through one small window, however long it is. */
export async function readCentralDirectory(
  source: ZipSource,
  end: ArchiveEnd,
  onRecord: (record: CentralRecord) => void,
  signal?: AbortSignal,
): Promise<number> {
  const directoryEnd = end.directoryOffset + end.directorySize;
  const window = Buffer.allocUnsafe(Math.min(WINDOW, Math.max(end.directorySize, 1)));
  let next = end.directoryOffset;
  let held = 0;
  let count = 0;
  while (next < directoryEnd || held > 0) {
    signal?.throwIfAborted();
    const take = Math.min(window.length - held, directoryEnd - next);
    await source.read(window.subarray(held), take, next);
    next += take;
    held += take;
    let at = 0;
    for (;;) {
      const size = recordSize(window, at, held);
      if (size === undefined) break;
      onRecord(parseRecord(window, at, next - held + at));
      count += 1;
      at += size;
    }
    if (at === 0) throw new Refusal('aborted', 'the listing of the archive is cut off in the middle of an entry');
    window.copyWithin(0, at, held);
    held -= at;
  }
  return count;
}

/** The record again, on its own: for the entries whose local header does not carry the name that counts. */
export async function readCentralRecord(listing: Windows, position: number): Promise<CentralRecord> {
  const head = await listing.view(position, CENTRAL_HEADER_SIZE);
  const size = CENTRAL_HEADER_SIZE + head.readUInt16LE(28) + head.readUInt16LE(30) + head.readUInt16LE(32);
  return parseRecord(await listing.view(position, size), 0, position);
}

function recordSize(window: Buffer, at: number, held: number): number | undefined {
  if (at + CENTRAL_HEADER_SIZE > held) return undefined;
  if (window.readUInt32LE(at) !== CENTRAL_HEADER) {
    throw new Refusal('aborted', 'the listing of the archive is damaged: an entry does not begin as one');
  }
  const size =
    CENTRAL_HEADER_SIZE + window.readUInt16LE(at + 28) + window.readUInt16LE(at + 30) + window.readUInt16LE(at + 32);
  return at + size > held ? undefined : size;
}

function parseRecord(from: Buffer, at: number, position: number): CentralRecord {
  const nameEnd = at + CENTRAL_HEADER_SIZE + from.readUInt16LE(at + 28);
  const extra = from.subarray(nameEnd, nameEnd + from.readUInt16LE(at + 30));
  const narrow = {
    uncompressedSize: from.readUInt32LE(at + 24),
    compressedSize: from.readUInt32LE(at + 20),
    localOffset: from.readUInt32LE(at + 42),
    disk: from.readUInt16LE(at + 34),
  };
  return {
    position,
    versionNeeded: from.readUInt16LE(at + 6),
    flags: from.readUInt16LE(at + 8),
    method: from.readUInt16LE(at + 10),
    crc: from.readUInt32LE(at + 16),
    externalAttributes: from.readUInt32LE(at + 38),
    name: from.subarray(at + CENTRAL_HEADER_SIZE, nameEnd),
    extra,
    ...widen(narrow, extra),
  };
}

interface Wide {
  uncompressedSize: number;
  compressedSize: number;
  localOffset: number;
  disk: number;
}

/** Fields of all ones stand in the 64-bit extra field instead, in this order, each only if it is needed. */
function widen(narrow: Wide, extra: Buffer): Wide {
  const { uncompressedSize, compressedSize, localOffset, disk } = narrow;
  if (uncompressedSize !== MAX_32 && compressedSize !== MAX_32 && localOffset !== MAX_32 && disk !== MAX_16)
    return narrow;
  const field = extraField(extra, EXTRA_ZIP64);
  if (!field) return narrow;
  let at = 0;
  const next = (value: number, saturated: number, size: 4 | 8): number => {
    if (value !== saturated) return value;
    if (at + size > field.length) throw new Refusal('aborted', 'a 64-bit size is announced in the listing but missing');
    const wide = size === 8 ? readUInt64(field, at) : field.readUInt32LE(at);
    at += size;
    return wide;
  };
  return {
    uncompressedSize: next(uncompressedSize, MAX_32, 8),
    compressedSize: next(compressedSize, MAX_32, 8),
    localOffset: next(localOffset, MAX_32, 8),
    disk: next(disk, MAX_16, 4),
  };
}
