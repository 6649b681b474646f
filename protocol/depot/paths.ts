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

/** What nearly every path looks like, so that a list of a million of them is read in a second: nothing below can be wrong with it. */
const PLAIN = /^(?:[\w+(-](?:[\w .()+-]*[\w)+-])?(?:\/(?!$)|$))+$/;

/** Why clients can never fetch or delete a file of this name; undefined for a sound one. */
export function depotPathFault(path: string): DepotPathFault | undefined {
  if (PLAIN.test(path)) return isDepotControlFile(path) ? 'control_file' : undefined;
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
  return CONTROL_FILE.test(path);
}

const CONTROL_FILE = /(?:^|\/)skunkcrafts_[^/]*$/i;

/** The same for names that are one file on Windows and macOS. */
export function depotPathKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
