import { controlCharacterAt } from './text.ts';

// What a path in the lists of a SkunkCrafts depot may look like, by what the known clients do with it.

export type DepotPathFault =
  | 'empty'
  | 'outside'
  | 'absolute'
  | 'backslash'
  | 'pipe'
  | 'control_character'
  | 'spaces_at_ends'
  | 'quoted'
  | 'colon'
  | 'folder'
  | 'control_file';

const FAULT_SENTENCES: Readonly<Record<DepotPathFault, string>> = {
  empty: 'has no name',
  outside: 'has an empty part, "." or ".." in it; clients refuse it',
  absolute: 'begins at the root of a disk; clients refuse it',
  backslash: 'has a back-slash: clients read it as a folder, and a shell-escaped name is the name of no file',
  pipe: 'has "|" in it, which divides the columns of the lists',
  control_character: 'has a control character in it, which the lists cannot hold',
  spaces_at_ends: 'begins or ends with a space, which clients cut off',
  quoted: 'stands in quotation marks, which clients take for part of the name',
  colon: 'has ":" in it, which clients refuse and Windows cannot hold',
  folder: 'is a folder; lists hold files only, and some clients would delete everything in it',
  control_file: 'is a file of the updater itself, which is never listed',
};

/** Why clients can never fetch or delete a file of this name; undefined for a sound one. */
export function depotPathFault(path: string): DepotPathFault | undefined {
  if (path === '') return 'empty';
  if (controlCharacterAt(path)) return 'control_character';
  if (path.includes('|')) return 'pipe';
  if (/^"|"$/.test(path)) return 'quoted';
  if (path.includes('\\')) return 'backslash';
  if (path.startsWith('/') || /^[A-Za-z]:\//.test(path)) return 'absolute';
  if (path.endsWith('/')) return 'folder';
  if (path.includes(':')) return 'colon';
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'outside';
  if (parts.some((part) => part !== part.trim())) return 'spaces_at_ends';
  if (isDepotControlFile(path)) return 'control_file';
  return undefined;
}

export function sayDepotPathFault(fault: DepotPathFault): string {
  return FAULT_SENTENCES[fault];
}

export type DepotPathRisk = 'not_escaped' | 'read_as_comment' | 'read_as_key';

/** The first part of a whitelist row that one client takes for a line of a cfg, and skips. */
const CFG_WORDS: ReadonlySet<string> = new Set(
  'name version build url manifest_url base_url module disabled locked zone liveries'.split(' '),
);

/** What some clients get wrong although the name is possible. */
export function depotPathRisk(path: string): DepotPathRisk | undefined {
  if (/^[#;*]/.test(path)) return 'read_as_comment';
  if (/[#?%&]/.test(path)) return 'not_escaped';
  if (CFG_WORDS.has(path.toLowerCase())) return 'read_as_key';
  return undefined;
}

export function isDepotControlFile(path: string): boolean {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .startsWith('skunkcrafts_');
}

/** The same for names that are one file on Windows and macOS. */
export function depotPathKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
