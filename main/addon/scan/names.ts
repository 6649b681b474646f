import { windowsNameFault } from '../../../protocol/index.ts';
import type { FileEntry } from './entry.ts';
import type { ScanProblem } from './problems.ts';

/**
 * Windows programs stop at 259 characters; `C:\X-Plane 12\Custom Scenery\` and the add-on's folder take their share, which leaves about this much for
 * a path inside it.
 */
export const PATH_LIMIT = 200;

const ASCII_PLAIN = /^[a-z0-9_\-./ ()+]*$/;

/** What a file system that ignores case and Unicode form takes for the same name. */
export function foldName(name: string): string {
  const lower = name.toLowerCase();
  return ASCII_PLAIN.test(lower) ? lower : lower.normalize('NFC').toLowerCase();
}

/** Everything that is wrong with the names of a sorted list: each file's and each folder's, reported once. */
export function nameProblems(entries: readonly FileEntry[]): ScanProblem[] {
  const problems: ScanProblem[] = [];
  const spellings = new Map<string, string[]>();
  const seenFolders = new Set<string>();
  let folder = '';
  for (const { path } of entries) {
    if (path.length > PATH_LIMIT) problems.push({ kind: 'long-path', path, length: path.length, limit: PATH_LIMIT });
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (parent !== folder) {
      folder = parent;
      for (const above of newFolders(parent, seenFolders)) lookAt(above, problems, spellings);
    }
    lookAt(path, problems, spellings);
  }
  for (const paths of spellings.values()) if (paths.length > 1) problems.push(clash(paths));
  return problems;
}

function newFolders(folder: string, seen: Set<string>): string[] {
  const found: string[] = [];
  for (let path = folder; path !== '' && !seen.has(path); path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    seen.add(path);
    found.push(path);
  }
  return found;
}

function lookAt(path: string, problems: ScanProblem[], spellings: Map<string, string[]>): void {
  const slash = path.lastIndexOf('/');
  const fault = windowsNameFault(path.slice(slash + 1));
  if (fault !== undefined) problems.push({ kind: 'windows-name', path, reason: fault });
  // Only the last part is folded: two files below folders that clash are told by the clash of the folders.
  const key = `${path.slice(0, slash + 1)}${foldName(path.slice(slash + 1))}`;
  const known = spellings.get(key);
  if (known === undefined) spellings.set(key, [path]);
  else known.push(path);
}

function clash(paths: readonly string[]): ScanProblem {
  const [path = '', ...others] = paths;
  const sameInNfc = others.every((other) => other.normalize('NFC') === path.normalize('NFC'));
  return { kind: sameInNfc ? 'differs-by-unicode-form' : 'differs-by-case', path, others };
}
