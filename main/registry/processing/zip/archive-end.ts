import { onlyHere, Refusal } from '../outcome.ts';
import {
  END_OF_DIRECTORY,
  END_SIZE,
  MAX_16,
  MAX_32,
  readUInt64,
  ZIP64_END,
  ZIP64_END_SIZE,
  ZIP64_LOCATOR,
  ZIP64_LOCATOR_SIZE,
} from './zip-format.ts';
import type { ZipSource } from './zip-source.ts';

/** Where the listing (central directory) is and how many entries it claims. */
export interface ArchiveEnd {
  readonly entryCount: number;
  readonly directoryOffset: number;
  readonly directorySize: number;
  readonly zip64: boolean;
}

const MAX_COMMENT = MAX_16;
const SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');

function broken(reason: string) {
  return new Refusal('aborted', reason);
}

/** Finds the end record. It must be unambiguous: two readers must not be able to see two different archives. */
export async function findArchiveEnd(source: ZipSource): Promise<ArchiveEnd> {
  if (source.size === 0) throw broken('the file is empty, not a zip archive');
  const tailSize = Math.min(source.size, END_SIZE + MAX_COMMENT);
  const tail = Buffer.allocUnsafe(tailSize);
  await source.read(tail, tailSize, source.size - tailSize);
  const at = locateEnd(tail);
  const endPosition = source.size - tailSize + at;

  const plain = {
    entryCount: tail.readUInt16LE(at + 10),
    directorySize: tail.readUInt32LE(at + 12),
    directoryOffset: tail.readUInt32LE(at + 16),
  };
  const zip64 = await readZip64End(source, endPosition);
  const end = zip64 ? reconcile(plain, zip64) : { ...plain, zip64: false };
  if (zip64) checkDeferred(tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6));
  else {
    checkSingleDisk(tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6), tail.readUInt16LE(at + 8), plain.entryCount);
  }

  const directoryEnd = end.directoryOffset + end.directorySize;
  const expectedEnd = zip64 ? zip64.position : endPosition;
  if (directoryEnd < expectedEnd) {
    throw broken(`${expectedEnd - directoryEnd} bytes stand before the archive or between its listing and its end`);
  }
  if (directoryEnd > expectedEnd) throw broken('the archive is truncated: its listing would reach past its end');
  return end;
}

function locateEnd(tail: Buffer): number {
  let found = -1;
  let seen = -1;
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    if (seen < 0) seen = at;
    if (at + END_SIZE + tail.readUInt16LE(at + 20) !== tail.length) continue;
    if (found >= 0) throw broken('the archive has two ends, so two programs could read two different archives');
    found = at;
  }
  if (found >= 0) {
    // Readers that take the last record they see would read another archive than those that check its comment.
    if (tail.indexOf(SIGNATURE, found + 4) >= 0)
      throw broken(onlyHere('the comment of the archive holds an end record'));
    return found;
  }
  if (seen >= 0) throw broken(onlyHere('bytes follow the end of the archive, or its comment is cut off'));
  throw broken('not a readable zip: it has no end record');
}

type Zip64End = ArchiveEnd & { readonly position: number };

async function readZip64End(source: ZipSource, endPosition: number): Promise<Zip64End | undefined> {
  const locatorPosition = endPosition - ZIP64_LOCATOR_SIZE;
  if (locatorPosition < ZIP64_END_SIZE) return undefined;
  const locator = Buffer.allocUnsafe(ZIP64_LOCATOR_SIZE);
  await source.read(locator, ZIP64_LOCATOR_SIZE, locatorPosition);
  if (locator.readUInt32LE(0) !== ZIP64_LOCATOR) return undefined;

  const position = readUInt64(locator, 8);
  if (position > locatorPosition - ZIP64_END_SIZE) throw broken('the 64-bit end record is not where its locator says');
  const record = Buffer.allocUnsafe(ZIP64_END_SIZE);
  await source.read(record, ZIP64_END_SIZE, position);
  const recordSize = readUInt64(record, 4) + 12;
  if (record.readUInt32LE(0) !== ZIP64_END || position + recordSize !== locatorPosition) {
    throw broken('the 64-bit end record is not where its locator says');
  }
  // Some readers look for the record right before its locator: in a longer one they could find another.
  if (recordSize !== ZIP64_END_SIZE) throw broken(onlyHere('the 64-bit end record is longer than it has reason to be'));
  const entryCount = readUInt64(record, 32);
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1)
    throw broken('the archive is split over several files');
  checkSingleDisk(record.readUInt32LE(16), record.readUInt32LE(20), readUInt64(record, 24), entryCount);
  return {
    position,
    entryCount,
    directorySize: readUInt64(record, 40),
    directoryOffset: readUInt64(record, 48),
    zip64: true,
  };
}

/** The 16- and 32-bit fields either defer to the 64-bit record (all ones) or agree with it. */
function reconcile(plain: Omit<ArchiveEnd, 'zip64'>, zip64: Zip64End): ArchiveEnd {
  const agrees =
    (plain.entryCount === MAX_16 || plain.entryCount === zip64.entryCount) &&
    (plain.directorySize === MAX_32 || plain.directorySize === zip64.directorySize) &&
    (plain.directoryOffset === MAX_32 || plain.directoryOffset === zip64.directoryOffset);
  if (!agrees) throw broken('the two end records of the archive contradict each other');
  return zip64;
}

/** Beside a 64-bit record the numbers of the disk are none or all ones, or some programs look for other files. */
function checkDeferred(...disks: number[]): void {
  if (disks.some((disk) => disk !== 0 && disk !== MAX_16)) throw broken('the archive is split over several files');
}

function checkSingleDisk(disk: number, directoryDisk: number, entriesHere: number, entries: number): void {
  if (disk !== 0 || directoryDisk !== 0 || entriesHere !== entries)
    throw broken('the archive is split over several files');
}
