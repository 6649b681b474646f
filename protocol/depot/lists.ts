import { depotPathKey } from './paths.ts';
import { joinDepotLines } from './text.ts';

// The lists of a SkunkCrafts depot: `path|value` rows and plain paths.

/** In the place of a CRC: fetched only where the user has no such file. */
export const ONCE_CRC = -1;

export interface DepotRow {
  readonly path: string;
  readonly value: number;
}

export type DepotRowFault =
  | 'no_column'
  | 'too_many_columns'
  | 'hexadecimal'
  | 'negative'
  | 'not_a_number'
  | 'out_of_range';

export interface DepotRowProblem {
  /** From 1. */
  readonly row: number;
  readonly fault: DepotRowFault;
  readonly text: string;
}

export interface DepotRows {
  readonly rows: readonly DepotRow[];
  readonly problems: readonly DepotRowProblem[];
}

const HIGHEST = { crc: 0xffffffff, size: Number.MAX_SAFE_INTEGER } as const;

/** Rows with a fault are kept under `problems` only. A CRC may be -1. */
export function readDepotRows(lines: readonly string[], column: 'crc' | 'size'): DepotRows {
  const rows: DepotRow[] = [];
  const problems: DepotRowProblem[] = [];
  for (const [index, line] of lines.entries()) {
    const pipe = line.indexOf('|');
    const path = line.slice(0, Math.max(0, pipe));
    const text = line.slice(pipe + 1);
    const fault = pipe < 0 ? 'no_column' : columnFault(text, column);
    if (fault === undefined) rows.push({ path, value: Number(text) });
    else problems.push({ row: index + 1, fault, text: line });
  }
  return { rows, problems };
}

function columnFault(text: string, column: 'crc' | 'size'): DepotRowFault | undefined {
  if (text.includes('|')) return 'too_many_columns';
  if (column === 'crc' && text === '-1') return undefined;
  if (/^\d+$/.test(text)) return Number(text) <= HIGHEST[column] ? undefined : 'out_of_range';
  if (/^-\d+$/.test(text)) return 'negative';
  return /^(0x)?[0-9a-f]{1,8}$/i.test(text) ? 'hexadecimal' : 'not_a_number';
}

export interface DepotFile {
  readonly path: string;
  readonly size: number;
  readonly crc32: number;
  /** A user's setting: fetched once, never replaced. */
  readonly once: boolean;
}

/** The lists of a version, ready to be written. Files in the order given, which all lists share. */
export function writeDepotLists(files: readonly DepotFile[], blacklist: readonly string[]) {
  return {
    whitelist: joinDepotLines(files.map(({ path, crc32, once }) => `${path}|${once ? ONCE_CRC : crc32}`)),
    sizes: joinDepotLines(files.map(({ path, size }) => `${path}|${size}`)),
    blacklist: joinDepotLines(blacklist),
    once: joinDepotLines(files.filter(({ once }) => once).map(({ path }) => path)),
    ignore: '',
  };
}

/** What keeps a path of an older version off the blacklist, although no file has it now. */
export type KeptOff = 'other_case' | 'folder_now' | 'once_file';

export interface Blacklist {
  readonly paths: readonly string[];
  readonly keptOff: readonly { readonly path: string; readonly why: KeptOff }[];
}

/**
 * Every path that was ever published and is gone. `ever` comes with what was a user's setting at any time: those are the user's now
 * and stay. A path that differs only in case from a published one, or that is a folder now, would take what is wanted with it.
 */
export function depotBlacklist(
  ever: Iterable<string>,
  now: readonly Pick<DepotFile, 'path'>[],
  everOnce: ReadonlySet<string>,
): Blacklist {
  const published = new Set(now.map(({ path }) => path));
  const gone = new Set<string>();
  for (const path of ever) if (!published.has(path)) gone.add(path);
  if (gone.size === 0) return { paths: [], keptOff: [] };
  const keys = new Set<string>();
  const folders = new Set<string>();
  for (const { path } of now) {
    keys.add(depotPathKey(path));
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = depotPathKey(path.slice(0, at));
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const paths: string[] = [];
  const keptOff: { path: string; why: KeptOff }[] = [];
  for (const path of gone) {
    const key = depotPathKey(path);
    if (everOnce.has(path)) keptOff.push({ path, why: 'once_file' });
    else if (keys.has(key)) keptOff.push({ path, why: 'other_case' });
    else if (folders.has(key)) keptOff.push({ path, why: 'folder_now' });
    else paths.push(path);
  }
  return { paths: paths.sort(), keptOff };
}
