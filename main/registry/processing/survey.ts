import { type ArchiveEnd, findArchiveEnd } from './archiveEnd.ts';
import { type CentralRecord, readCentralDirectory } from './centralDirectory.ts';
import { type EntryName, readEntryName, showName, troublesWindows } from './entryName.ts';
import { FILE, FOLDER, hashPath, NameTable } from './nameTable.ts';
import type { Notes } from './notes.ts';
import { Refusal } from './outcome.ts';
import { createRootFacts, type RootFacts } from './rootFacts.ts';
import {
  DEFLATED,
  FLAG_ENCRYPTED,
  FLAG_MASKED_HEADERS,
  FLAG_STRONG_ENCRYPTION,
  LOCAL_HEADER_SIZE,
  STORED,
} from './zipFormat.ts';
import type { ZipSource } from './zipSource.ts';

export const MAX_ENTRIES = 1_000_000;

/** The most that deflate can do: 258 bytes for every 2 bits. */
export const MAX_RATIO = 1032;

/** What becomes of an entry. */
export const IS_FOLDER = 1;
export const IS_RENAMED = 2;
/** .DS_Store and desktop.ini: left out, but their content must be sound like any other. */
export const IS_JUNK = 4;
/** In the root folder __MACOSX: left out unread. */
export const IS_MACOSX = 8;

/** Everything needed to copy the entries, in flat arrays: 50 bytes an entry, names stay in the file. */
export type Survey = {
  readonly count: number;
  readonly fate: Uint8Array;
  readonly flags: Uint16Array;
  readonly method: Uint8Array;
  readonly dosTime: Uint32Array;
  readonly crc: Uint32Array;
  readonly compressedSize: Float64Array;
  readonly uncompressedSize: Float64Array;
  readonly localOffset: Float64Array;
  readonly recordPosition: Float64Array;
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
};

type Draft = { -readonly [key in keyof Survey]: Survey[key] } & { readonly folded: NameTable; readonly notes: Notes };

/** Reads the whole listing and judges every entry by it, before a byte of content is touched. */
export async function surveyArchive(
  source: ZipSource,
  packageId: string,
  notes: Notes,
  signal?: AbortSignal,
): Promise<Survey> {
  const end = await findArchiveEnd(source);
  const capacity = Math.floor(end.directorySize / 46);
  if (end.entryCount > MAX_ENTRIES) throw tooMany();
  if (capacity < end.entryCount)
    throw new Refusal('aborted', 'the archive says it has more entries than its listing can hold');
  const draft = createDraft(Math.min(capacity, MAX_ENTRIES), end.directoryOffset, packageId, notes);
  const count = await readCentralDirectory(source, end, (record) => addRecord(draft, record), signal);
  checkCount(end, count, notes);
  draft.count = count;
  draft.fault ??= count === 0 ? 'the archive is empty' : undefined;
  return draft;
}

const tooMany = () => new Refusal('aborted', `the archive has more than ${MAX_ENTRIES.toLocaleString('en')} entries`);

/** Some archivers without 64-bit records count modulo 65,536; everything else is a lie about the number of entries. */
function checkCount(end: ArchiveEnd, count: number, notes: Notes): void {
  if (count === end.entryCount) return;
  if (end.zip64 || count % 0x10000 !== end.entryCount) {
    throw new Refusal('aborted', `the archive says it has ${end.entryCount} entries, but its listing has ${count}`);
  }
  notes.add('The archive counts its entries modulo 65,536, as some archivers without 64-bit support do');
}

function createDraft(capacity: number, directoryOffset: number, packageId: string, notes: Notes): Draft {
  return {
    count: 0,
    fate: new Uint8Array(capacity),
    flags: new Uint16Array(capacity),
    method: new Uint8Array(capacity),
    dosTime: new Uint32Array(capacity),
    crc: new Uint32Array(capacity),
    compressedSize: new Float64Array(capacity),
    uncompressedSize: new Float64Array(capacity),
    localOffset: new Float64Array(capacity),
    recordPosition: new Float64Array(capacity),
    rawNameHash: new Uint32Array(capacity * 2),
    directoryOffset,
    paths: new NameTable(),
    folded: new NameTable(),
    roots: createRootFacts(packageId),
    link: undefined,
    unpackedBytes: 0,
    fault: undefined,
    notes,
  };
}

function addRecord(draft: Draft, record: CentralRecord): void {
  const index = draft.count;
  if (index >= draft.fate.length) throw tooMany();
  draft.count += 1;
  draft.unpackedBytes += record.uncompressedSize;
  // After a fault only the size still matters.
  if (draft.fault !== undefined) return;
  draft.fault = recordFault(record, draft.directoryOffset);
  if (draft.fault !== undefined) return;
  const name = readEntryName(record);
  if ('fault' in name) {
    draft.fault = name.fault;
    return;
  }
  keepRecord(draft, index, record);
  draft.fate[index] = judge(draft, record, name);
}

function keepRecord(draft: Draft, index: number, record: CentralRecord): void {
  draft.flags[index] = record.flags;
  draft.method[index] = record.method;
  draft.dosTime[index] = record.dosTime;
  draft.crc[index] = record.crc;
  draft.compressedSize[index] = record.compressedSize;
  draft.uncompressedSize[index] = record.uncompressedSize;
  draft.localOffset[index] = record.localOffset;
  draft.recordPosition[index] = record.position;
  const { high, low } = hashPath(record.name);
  draft.rawNameHash[index * 2] = high;
  draft.rawNameHash[index * 2 + 1] = low;
}

function recordFault(record: CentralRecord, directoryOffset: number): string | undefined {
  const named = (reason: string) => `${reason}: ${showName(record.name)}`;
  if (record.disk !== 0) return 'the archive is split over several files';
  if (record.flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS))
    return named('an entry is encrypted');
  if (record.method !== STORED && record.method !== DEFLATED) {
    return named(`an entry is compressed by method ${record.method}; only stored and deflated can be read everywhere`);
  }
  if (record.method === STORED && record.compressedSize !== record.uncompressedSize) {
    return named('a stored entry has two different sizes');
  }
  if (record.uncompressedSize > record.compressedSize * MAX_RATIO) {
    return named(`an entry claims to unpack to more than ${MAX_RATIO} times its size, which deflate cannot do`);
  }
  const smallestEnd = record.localOffset + LOCAL_HEADER_SIZE + record.name.length + record.compressedSize;
  if (smallestEnd > directoryOffset) return named('an entry reaches into the listing');
  return undefined;
}

function judge(draft: Draft, record: CentralRecord, name: EntryName): number {
  const path = name.bytes.toString();
  let fate = (name.isFolder ? IS_FOLDER : 0) | (name.rewritten ? IS_RENAMED : 0);
  if (draft.roots.add(path, name.isFolder)) return fate | IS_MACOSX;
  if (path === '') return fate;
  const fileType = (record.externalAttributes >>> 28) & 0xf;
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (!name.isFolder && (base === '.DS_Store' || base === 'desktop.ini')) fate |= IS_JUNK;
  else if (fileType === 0xa) draft.link ??= path;
  draft.fault = addPath(draft, name);
  remark(draft.notes, path, name, fileType);
  if (name.isFolder && record.uncompressedSize > 0) draft.fault ??= `a folder has content: ${showName(record.name)}`;
  return fate;
}

function remark(notes: Notes, path: string, name: EntryName, fileType: number): void {
  if (name.legacy) notes.add('Names that are not UTF-8 were read in the old DOS character set', path);
  if (troublesWindows(path))
    notes.add('The old server would have accepted these names, but Windows cannot create them', path);
  if (fileType !== 0 && fileType !== 4 && fileType !== 8 && fileType !== 0xa) {
    notes.add('Devices, pipes and sockets were taken as ordinary files', path);
  }
}

/** Enters a path and the folders it lies in. No two entries may be one file, and no file may be a folder as well. */
function addPath(draft: Draft, name: EntryName): string | undefined {
  const { paths } = draft;
  const shown = () => showName(name.bytes);
  let fault: string | undefined;
  const fresh: number[] = [];
  let depth = 0;
  const enter = (high: number, low: number, kind: number) => {
    const before = paths.get(high, low);
    if (before === 0) fresh.push(depth);
    depth += 1;
    if ((before | kind) === (FILE | FOLDER)) fault ??= `a path is both a file and a folder: ${shown()}`;
    else if (before === FILE && kind === FILE) fault ??= `two entries have the same name: ${shown()}`;
    else if (before === 0) paths.mark(high, low, kind);
  };
  const own = hashPath(name.bytes, (high, low) => enter(high, low, FOLDER));
  enter(own.high, own.low, name.isFolder ? FOLDER : FILE);
  if (paths.size > MAX_ENTRIES)
    fault ??= `the archive has more than ${MAX_ENTRIES.toLocaleString('en')} files and folders`;
  if (fresh.length > 0 && fault === undefined) noteSimilarNames(draft, name, fresh);
  return fault;
}

/** New paths that another one equals but for case or Unicode form: on Windows and macOS one of the two disappears. */
function noteSimilarNames(draft: Draft, name: EntryName, fresh: readonly number[]): void {
  const { folded, notes } = draft;
  let depth = 0;
  const enter = (high: number, low: number) => {
    if (!fresh.includes(depth++)) return;
    if (folded.get(high, low) === 0) folded.mark(high, low, FILE);
    else {
      notes.add(
        'The old server would have accepted these, but they equal another name but for case or Unicode form, so that Windows and macOS keep only one',
        name.bytes.toString(),
      );
    }
  };
  const own = hashPath(fold(name.bytes), enter);
  enter(own.high, own.low);
}

function fold(bytes: Buffer): Uint8Array {
  return Buffer.from(bytes.toString().normalize('NFC').toLowerCase());
}
