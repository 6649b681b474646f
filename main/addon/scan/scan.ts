import { lstat, stat } from 'node:fs/promises';
import { createIgnoreRules, IGNORE_FILE, type IgnoreRules } from '../ignore/rules.ts';
import { comparePaths, type FileEntry } from './entry.ts';
import { nameProblems } from './names.ts';
import type { ScanProblem } from './problems.ts';
import { type HiddenPath, walk } from './walk.ts';

/** How the folder itself was met; anything but `ok` comes with no entries. */
export type RootState = 'ok' | 'missing' | 'not-a-folder' | 'unreadable';

export interface ScanResult {
  readonly root: string;
  readonly rootState: RootState;
  /** Sorted by path in code-unit order. Symbolic links are among them, with `link`. */
  readonly entries: readonly FileEntry[];
  /** Every folder that was entered, '' (the root) among them; sorted. */
  readonly folders: readonly string[];
  /** What the rules hide: a hidden folder stands for everything in it. */
  readonly ignored: readonly HiddenPath[];
  readonly problems: readonly ScanProblem[];
}

/** One walk gives the list that everything else reads. It rejects only when `signal` aborts; what is wrong with the folder is in the result. */
export async function scanAddon(
  root: string,
  options: { readonly ignore?: IgnoreRules; readonly signal?: AbortSignal } = {},
): Promise<ScanResult> {
  options.signal?.throwIfAborted();
  const rootState = await lookAtRoot(root);
  if (rootState !== 'ok') return emptyScan(root, rootState);
  const rules = options.ignore ?? createIgnoreRules();
  const found = await walk(root, rules, options.signal);
  if (found.folders.length === 0) return emptyScan(root, await lookAtRoot(root, 'unreadable'));
  const entries = found.entries.sort(comparePaths);
  return {
    root,
    rootState,
    entries,
    folders: found.folders.sort(),
    ignored: found.hidden.sort(comparePaths),
    problems: [...ignoreProblems(rules), ...found.problems.sort(comparePaths), ...nameProblems(entries)],
  };
}

/** What is wrong with the rules themselves, said before what the walk found. */
export function ignoreProblems({ faults }: IgnoreRules): ScanProblem[] {
  return faults.map((message) => ({ kind: 'ignore-rule', path: IGNORE_FILE, message }));
}

/** The state of the root; `otherwise` when nothing is wrong with it at first sight. */
export async function lookAtRoot(root: string, otherwise: RootState = 'ok'): Promise<RootState> {
  try {
    return (await stat(root)).isDirectory() ? otherwise : 'not-a-folder';
  } catch (error) {
    // A dangling link is there, but leads nowhere.
    if (!(error instanceof Error) || !('code' in error)) return 'unreadable';
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return 'unreadable';
    return (await lstat(root).catch(() => undefined)) === undefined ? 'missing' : 'not-a-folder';
  }
}

export function emptyScan(root: string, rootState: RootState): ScanResult {
  return { root, rootState, entries: [], folders: [], ignored: [], problems: [] };
}
