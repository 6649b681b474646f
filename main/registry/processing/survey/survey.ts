import { isPathOnWindows, MAX_ENTRIES } from '../../../../protocol/index.ts';
import { onlyHere, Refusal } from '../outcome.ts';
import { type ArchiveEnd, findArchiveEnd } from '../zip/archive-end.ts';
import { type CentralRecord, readCentralDirectory } from '../zip/central-directory.ts';
import { CENTRAL_HEADER_SIZE } from '../zip/zip-format.ts';
import type { ZipSource } from '../zip/zip-source.ts';
import { type ArchivePaths, openArchivePaths } from './archive-paths.ts';
import { type EntryName, readEntryName, showName } from './entry-name.ts';
import { hashPath, type NameTable } from './name-table.ts';
import type { Notes } from './notes.ts';
import { recordFault } from './record-fault.ts';
import { createRootFacts, type RootFacts } from './root-facts.ts';

/** What becomes of an entry. */
export const IS_FOLDER = 1;
/** Its local header does not have the name that counts. */
export const IS_RENAMED = 2;
/** .DS_Store and desktop.ini: left out, but their content must be sound like any other. */
export const IS_JUNK = 4;
/** In the root folder __MACOSX: left out unread. */
export const IS_MACOSX = 8;

/** Everything needed to copy the entries, in flat arrays: 40 bytes an entry, names stay in the file. */
export interface Survey {
  readonly count: number;
  readonly fate: Uint8Array;
  readonly flags: Uint16Array;
  readonly method: Uint8Array;
  readonly crc: Uint32Array;
  readonly compressedSize: Float64Array;
  readonly uncompressedSize: Float64Array;
  readonly localOffset: Float64Array;
  /** Where in the listing the entries with IS_RENAMED stand. Most archives have none, so it is made for the first. */
  readonly recordPosition: Float64Array | undefined;
  readonly rawNameHash: Uint32Array;
  readonly directoryOffset: number;
  readonly paths: NameTable;
  readonly roots: RootFacts;
  /** Name of the first symbolic link, if there is any. */
  readonly link: string | undefined;
  /** Declared uncompressed bytes of all entries. */
  readonly unpackedBytes: number;
  /** What makes the archive unfit as a whole; it counts after the size limit, as the size is looked at first. */
  readonly fault: string | undefined;
}

/** The survey in the making, with what only its making needs. */
interface Draft {
  readonly survey: { -readonly [key in keyof Survey]: Survey[key] };
  readonly archivePaths: ArchivePaths;
  readonly notes: Notes;
}

/** Reads the whole listing and judges every entry by it, before a byte of content is touched. */
export async function surveyArchive(
  source: ZipSource,
  packageId: string,
  notes: Notes,
  signal?: AbortSignal,
): Promise<Survey> {
  const end = await findArchiveEnd(source);
  const room = Math.floor(end.directorySize / CENTRAL_HEADER_SIZE);
  if (end.entryCount > MAX_ENTRIES) throw tooMany();
  if (end.entryCount > room) {
    throw new Refusal('aborted', 'the archive says it has more entries than its listing can hold');
  }
  const draft = createDraft(Math.min(room, MAX_ENTRIES), end, packageId, notes);
  const { survey } = draft;
  await readCentralDirectory(source, end, (record) => addRecord(draft, record), signal);
  draft.archivePaths.close();
  checkCount(end, survey.count, notes);
  if (survey.count === 0) survey.fault = 'the archive is empty';
  return survey;
}

function tooMany() {
  return new Refusal('aborted', `the archive has more than ${MAX_ENTRIES.toLocaleString('en')} entries`);
}

/** Some archivers without 64-bit records count modulo 65,536; everything else is a lie about the number of entries. */
function checkCount(end: ArchiveEnd, count: number, notes: Notes): void {
  if (count === end.entryCount) return;
  if (end.zip64 || count % 0x10000 !== end.entryCount) {
    throw new Refusal('aborted', `the archive says it has ${end.entryCount} entries, but its listing has ${count}`);
  }
  notes.add('The archive counts its entries modulo 65,536, as some archivers without 64-bit support do');
}

function createDraft(capacity: number, end: ArchiveEnd, packageId: string, notes: Notes): Draft {
  const archivePaths = openArchivePaths(notes);
  const survey = {
    count: 0,
    fate: new Uint8Array(capacity),
    flags: new Uint16Array(capacity),
    method: new Uint8Array(capacity),
    crc: new Uint32Array(capacity),
    compressedSize: new Float64Array(capacity),
    uncompressedSize: new Float64Array(capacity),
    localOffset: new Float64Array(capacity),
    recordPosition: undefined,
    rawNameHash: new Uint32Array(capacity * 2),
    directoryOffset: end.directoryOffset,
    paths: archivePaths.paths,
    roots: createRootFacts(packageId),
    link: undefined,
    unpackedBytes: 0,
    fault: undefined,
  };
  return { survey, archivePaths, notes };
}

function addRecord(draft: Draft, record: CentralRecord): void {
  const { survey } = draft;
  const index = survey.count;
  if (index >= survey.fate.length) throw tooMany();
  survey.count += 1;
  survey.unpackedBytes += record.uncompressedSize;
  // After a fault only the size still matters.
  if (survey.fault !== undefined) return;
  survey.fault = recordFault(record, survey.directoryOffset);
  if (survey.fault !== undefined) return;
  const name = readEntryName(record);
  if ('fault' in name) {
    survey.fault = name.fault;
    return;
  }
  keepRecord(survey, index, record);
  if (name.rewritten) {
    survey.recordPosition ??= new Float64Array(survey.fate.length);
    survey.recordPosition[index] = record.position;
  }
  survey.fate[index] = judge(draft, record, name);
}

function keepRecord(survey: Survey, index: number, record: CentralRecord): void {
  survey.flags[index] = record.flags;
  survey.method[index] = record.method;
  survey.crc[index] = record.crc;
  survey.compressedSize[index] = record.compressedSize;
  survey.uncompressedSize[index] = record.uncompressedSize;
  survey.localOffset[index] = record.localOffset;
  const { high, low } = hashPath(record.name);
  survey.rawNameHash[index * 2] = high;
  survey.rawNameHash[index * 2 + 1] = low;
}

const LINK = 0xa;
const FOLDER = 0x4;
const DOS_FOLDER = 0x10;
const ORDINARY_TYPES = [0, 0x4, 0x8, LINK];

function judge({ survey, archivePaths, notes }: Draft, record: CentralRecord, name: EntryName): number {
  const path = name.bytes.toString();
  let fate = (name.isFolder ? IS_FOLDER : 0) | (name.rewritten ? IS_RENAMED : 0);
  if (survey.roots.add(path, name.isFolder)) return fate | IS_MACOSX;
  if (path === '') return fate;
  const fileType = record.externalAttributes >>> 28;
  if (!name.isFolder && isJunk(path)) fate |= IS_JUNK;
  else if (fileType === LINK) survey.link ??= path;
  survey.fault = archivePaths.enter(name);
  if (!name.isFolder && saysFolder(record.externalAttributes)) {
    survey.fault ??= onlyHere(`a file says of itself that it is a folder: ${showName(record.name)}`);
  }
  if (name.isFolder && record.uncompressedSize > 0) {
    survey.fault ??= onlyHere(`a folder has content: ${showName(record.name)}`);
  }
  if (name.legacy) notes.add('Names that are not UTF-8 were read in the old DOS character set', path);
  if (!isPathOnWindows(path)) {
    notes.add('The old server would have accepted these names, but Windows cannot create them', path);
  }
  if (!ORDINARY_TYPES.includes(fileType)) notes.add('Devices, pipes and sockets were taken as ordinary files', path);
  return fate;
}

/** Some programs go by this, others by the slash at the end of the name. */
function saysFolder(attributes: number): boolean {
  return attributes >>> 28 === FOLDER || (attributes & DOS_FOLDER) !== 0;
}

function isJunk(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === '.DS_Store' || name === 'desktop.ini';
}
