import { onlyHere } from '../outcome.ts';
import { type EntryName, showName } from './entry-name.ts';
import { FILE, FOLDER, hashPath, NameTable } from './name-table.ts';
import type { Notes } from './notes.ts';

/** Folders that are only implied count as well, or a few names a thousand bytes long would make millions of them. */
export const MAX_PATHS = 2_000_000;
/** What the headers of implied folders may add to a package: without a bound a small zip of deep paths makes gigabytes. */
export const MAX_IMPLIED_BYTES = 64 * 1024 ** 2;
/** Both headers of a folder without its name, which stands in each. */
const FOLDER_HEADERS = 76;

const SIMILAR_NAMES =
  'The old server would have accepted these, but they equal another name except for case or Unicode form, so that Windows and macOS keep only one';

const TOO_MANY_FOLDERS = onlyHere(
  'the folders that are only implied would make the package far larger than the archive',
);

/** All files and folders of an archive, the folders that are only implied included. */
export interface ArchivePaths {
  readonly paths: NameTable;
  /** Enters the path of an entry, or says why it cannot stand beside the others. */
  readonly enter: (name: EntryName) => string | undefined;
  /** Nothing more will be entered; `paths` stays. */
  readonly close: () => void;
}

export function openArchivePaths(notes: Notes): ArchivePaths {
  const paths = new NameTable();
  const folded = new NameTable();
  let implied = 0;
  return {
    paths,
    enter: (name) => {
      const { fault: clash, fresh, impliedBytes } = enterExact(paths, name);
      implied += impliedBytes;
      const fault = clash ?? (implied > MAX_IMPLIED_BYTES ? TOO_MANY_FOLDERS : undefined);
      if (fault === undefined && fresh.length > 0 && enterFolded(folded, name, fresh)) {
        notes.add(SIMILAR_NAMES, name.bytes.toString());
      }
      return fault;
    },
    close: () => folded.release(),
  };
}

/** No two entries may be one file, and no file may be a folder as well. Tells at which depths the path is new. */
function enterExact(
  paths: NameTable,
  name: EntryName,
): { fault: string | undefined; fresh: number[]; impliedBytes: number } {
  const fresh: number[] = [];
  let impliedBytes = 0;
  let fault: string | undefined;
  let depth = 0;
  const enter = (high: number, low: number, kind: number) => {
    const before = paths.get(high, low);
    if (before === 0) {
      paths.mark(high, low, kind);
      fresh.push(depth);
    } else if (before !== kind) fault ??= `a path is both a file and a folder: ${showName(name.bytes)}`;
    else if (kind === FILE) fault ??= `two entries have the same name: ${showName(name.bytes)}`;
    depth += 1;
  };
  const own = hashPath(name.bytes, (high, low, length) => {
    if (paths.get(high, low) === 0) impliedBytes += FOLDER_HEADERS + 2 * length;
    enter(high, low, FOLDER);
  });
  enter(own.high, own.low, name.isFolder ? FOLDER : FILE);
  if (paths.size > MAX_PATHS) fault ??= `the archive has more than ${MAX_PATHS.toLocaleString('en')} files and folders`;
  return { fault, fresh, impliedBytes };
}

/** Whether a new part of the path equals something else but for case or Unicode form. */
function enterFolded(folded: NameTable, name: EntryName, fresh: readonly number[]): boolean {
  let similar = false;
  let depth = 0;
  const enter = (high: number, low: number) => {
    if (fresh.includes(depth)) similar = folded.mark(high, low, FILE) !== 0 || similar;
    depth += 1;
  };
  const own = hashPath(Buffer.from(name.bytes.toString().normalize('NFC').toLowerCase()), enter);
  enter(own.high, own.low);
  return similar;
}
