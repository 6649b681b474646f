import { onlyHere, Refusal } from '../outcome.ts';
import { readEntryName, showName } from '../survey/entry-name.ts';
import { hashPath } from '../survey/name-table.ts';
import { IS_FOLDER, IS_RENAMED, type Survey } from '../survey/survey.ts';
import { readCentralRecord } from '../zip/central-directory.ts';
import type { Windows } from '../zip/windows.ts';
import {
  EXTRA_UNICODE_PATH,
  EXTRA_ZIP64,
  extraFault,
  extraField,
  FLAG_DESCRIPTOR,
  FLAG_HINTS,
  FLAG_UTF8,
  LOCAL_HEADER,
  LOCAL_HEADER_SIZE,
  MAX_32,
  NEWEST_VERSION,
  readUInt64,
  STORED,
} from '../zip/zip-format.ts';

/** One entry with both its headers read and found to agree. */
export interface LocatedEntry {
  readonly index: number;
  /** UTF-8, without the '/' of a folder. */
  readonly name: Buffer;
  readonly isFolder: boolean;
  readonly dosTime: number;
  readonly dataOffset: number;
}

const SLASH = 0x2f;

/** Info-ZIP and others differ in the hints for the compression level, and in nothing else. */
const SHARED_FLAGS = 0xffff & ~(FLAG_HINTS | FLAG_UTF8);

/** Reads the local header of an entry. `limit` is where the next entry, or the listing, begins. */
export async function locateEntry(
  { windows, listing }: { readonly windows: Windows; readonly listing: Windows },
  survey: Survey,
  index: number,
  limit: number,
): Promise<LocatedEntry> {
  const offset = survey.localOffset[index] ?? 0;
  const head = await windows.view(offset, LOCAL_HEADER_SIZE);
  if (head.readUInt32LE(0) !== LOCAL_HEADER) throw new Refusal('aborted', 'an entry is not where the listing says');
  const nameLength = head.readUInt16LE(26);
  const headerSize = LOCAL_HEADER_SIZE + nameLength + head.readUInt16LE(28);
  if (offset + headerSize > limit) throw overlap();
  const header = await windows.view(offset, headerSize);
  const rawName = header.subarray(LOCAL_HEADER_SIZE, LOCAL_HEADER_SIZE + nameLength);
  checkAgreement(survey, index, header, rawName);
  const dosTime = header.readUInt32LE(10);
  const dataOffset = offset + headerSize;
  if (dataOffset + (survey.compressedSize[index] ?? 0) > limit) throw overlap();

  const fate = survey.fate[index] ?? 0;
  const isFolder = (fate & IS_FOLDER) !== 0;
  const unicode = extraField(header.subarray(LOCAL_HEADER_SIZE + nameLength), EXTRA_UNICODE_PATH)?.subarray(5);
  const name = fate & IS_RENAMED ? await nameFromListing(listing, survey, index) : withoutSlash(rawName);
  if (unicode && !unicode.equals(rawName) && !withoutSlash(unicode).equals(name)) {
    throw new Refusal('aborted', `the listing and the header of an entry disagree about its name: ${showName(name)}`);
  }
  return { index, name, isFolder, dosTime, dataOffset };
}

function withoutSlash(name: Buffer): Buffer {
  return name[name.length - 1] === SLASH ? name.subarray(0, -1) : name;
}

function overlap() {
  return new Refusal('aborted', 'entries of the archive overlap');
}

/** The header in front of the content must tell the same as the listing; sizes may be left to a descriptor after it. */
function checkAgreement(survey: Survey, index: number, header: Buffer, rawName: Buffer): void {
  const disagree = (what: string) =>
    `the listing and the header of an entry disagree about its ${what}: ${showName(rawName)}`;
  const differs = (what: string) => new Refusal('aborted', disagree(what));
  const differsUnnoticed = (what: string) => new Refusal('aborted', onlyHere(disagree(what)));
  const { high, low } = hashPath(rawName);
  if (high !== survey.rawNameHash[index * 2] || low !== survey.rawNameHash[index * 2 + 1]) throw differs('name');
  const flags = header.readUInt16LE(6);
  const shared = survey.method[index] === STORED ? SHARED_FLAGS | FLAG_HINTS : SHARED_FLAGS;
  if ((flags ^ (survey.flags[index] ?? 0)) & shared) throw differsUnnoticed('flags');
  if ((flags ^ (survey.flags[index] ?? 0)) & FLAG_UTF8) throw differs('character set');
  if (header.readUInt16LE(8) !== survey.method[index]) throw differs('compression');
  if ((header.readUInt16LE(4) & 0xff) > NEWEST_VERSION) throw differsUnnoticed('format');
  if (extraFault(header.subarray(LOCAL_HEADER_SIZE + rawName.length)) !== undefined) {
    throw differsUnnoticed('extra fields');
  }
  const local = localNumbers(header, LOCAL_HEADER_SIZE + rawName.length);
  const deferred = (flags & FLAG_DESCRIPTOR) !== 0;
  const agrees = (value: number, expected: number | undefined) => value === expected || (deferred && value === 0);
  if (!agrees(local.crc, survey.crc[index])) throw differs('checksum');
  if (!agrees(local.compressedSize, survey.compressedSize[index])) throw differsUnnoticed('size');
  if (!agrees(local.uncompressedSize, survey.uncompressedSize[index])) throw differsUnnoticed('size');
}

function localNumbers(header: Buffer, extraAt: number) {
  const crc = header.readUInt32LE(14);
  const compressedSize = header.readUInt32LE(18);
  const uncompressedSize = header.readUInt32LE(22);
  if (compressedSize !== MAX_32 && uncompressedSize !== MAX_32) return { crc, compressedSize, uncompressedSize };
  const field = extraField(header.subarray(extraAt), EXTRA_ZIP64);
  if (!field || field.length < 16) return { crc, compressedSize, uncompressedSize };
  return {
    crc,
    compressedSize: compressedSize === MAX_32 ? readUInt64(field, 8) : compressedSize,
    uncompressedSize: uncompressedSize === MAX_32 ? readUInt64(field, 0) : uncompressedSize,
  };
}

async function nameFromListing(listing: Windows, survey: Survey, index: number): Promise<Buffer> {
  const name = readEntryName(await readCentralRecord(listing, survey.recordPosition?.[index] ?? 0));
  // It was readable a moment ago: only a file that changes under our hands gets here.
  if ('fault' in name) throw new Refusal('aborted', name.fault);
  return name.bytes;
}
