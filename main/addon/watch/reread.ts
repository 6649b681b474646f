import type { IgnoreRules } from '../ignore/rules.ts';
import { comparePaths, type FileEntry, findEntry, positionOf, sameEntry } from '../scan/entry.ts';
import { nameProblems } from '../scan/names.ts';
import { type DiskProblem, isDiskProblem } from '../scan/problems.ts';
import { ignoreProblems, type ScanResult } from '../scan/scan.ts';
import { walkPaths } from '../scan/walk.ts';
import { compareEntries, type EntryChanges } from './entry-changes.ts';

export interface Reread {
  readonly scan: ScanResult;
  readonly changes: EntryChanges;
}

/**
 * Looks at some paths again and gives the list as it is now. An event is only a hint that something happened at or around a path, so everything is asked
 * of the disk anew; paths below a folder that is not known yet become that folder.
 */
export async function rereadPaths(
  before: ScanResult,
  rules: IgnoreRules,
  hints: Iterable<string>,
  signal?: AbortSignal,
): Promise<Reread> {
  const known = new Set(before.folders);
  const paths = topmost(
    [...new Set([...hints].map((path) => firstUnknown(path, known)))].filter((path) => !isInHidden(path, rules)),
  );
  const found = await walkPaths(before.root, rules, paths, signal);
  // What did not change stays the same object, so that later steps can tell by identity.
  const fresh = found.entries.sort(comparePaths).map((entry) => {
    const old = findEntry(before.entries, entry.path);
    return old !== undefined && sameEntry(old, entry) ? old : entry;
  });
  const entries = replaceBelow(before.entries, paths, fresh);
  const isTouched = touchTest(paths);
  const changes = compareEntries(entriesAt(before.entries, paths), fresh);
  const namesChanged = changes.added.length > 0 || changes.removed.length > 0;
  const diskProblems: DiskProblem[] = [
    ...before.problems.filter(isDiskProblem).filter(({ path }) => !isTouched(path)),
    ...found.problems,
  ];
  const ofNames = before.problems.filter((problem) => !isDiskProblem(problem) && problem.kind !== 'ignore-rule');
  const scan: ScanResult = {
    root: before.root,
    rootState: 'ok',
    entries,
    folders: [...before.folders.filter((path) => !isTouched(path)), ...found.folders].sort(),
    ignored: [...before.ignored.filter(({ path }) => !isTouched(path)), ...found.hidden].sort(comparePaths),
    problems: [
      ...ignoreProblems(rules),
      ...diskProblems.sort(comparePaths),
      ...(namesChanged ? nameProblems(entries) : ofNames),
    ],
  };
  return { scan, changes };
}

/** A path is looked at through the highest folder above it that is not known yet: a file in a new folder means the folder. */
function firstUnknown(path: string, known: ReadonlySet<string>): string {
  let result = path;
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const folder = path.slice(0, slash);
    if (!known.has(folder)) result = folder;
  }
  return result;
}

function isInHidden(path: string, rules: IgnoreRules): boolean {
  const slash = path.lastIndexOf('/');
  return slash > 0 && rules.explain(path.slice(0, slash), true) !== undefined;
}

/** Sorted, without the paths that lie below another one. */
function topmost(paths: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const path of paths.toSorted((a, b) => a.length - b.length)) if (!hasAbove(path, kept)) kept.add(path);
  return [...kept].sort();
}

function hasAbove(path: string, folders: ReadonlySet<string>): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (folders.has(path.slice(0, slash))) return true;
  }
  return false;
}

function touchTest(paths: readonly string[]): (path: string) => boolean {
  const touched = new Set(paths);
  return (path) => touched.has(path) || hasAbove(path, touched);
}

type Range = readonly [from: number, to: number];

/** Where the paths and everything below them stand in a sorted list, in order. */
function rangesOf(entries: readonly FileEntry[], paths: readonly string[]): Range[] {
  const ranges = paths.flatMap((path): Range[] => {
    const at = positionOf(entries, path);
    const self: Range[] = entries[at]?.path === path ? [[at, at + 1]] : [];
    const [from, to] = [positionOf(entries, `${path}/`), positionOf(entries, `${path}0`)];
    return from < to ? [...self, [from, to]] : self;
  });
  return ranges.sort((a, b) => a[0] - b[0]);
}

function entriesAt(entries: readonly FileEntry[], paths: readonly string[]): FileEntry[] {
  return rangesOf(entries, paths).flatMap(([from, to]) => entries.slice(from, to));
}

function replaceBelow(
  entries: readonly FileEntry[],
  paths: readonly string[],
  fresh: readonly FileEntry[],
): FileEntry[] {
  const kept: FileEntry[] = [];
  let at = 0;
  for (const [from, to] of rangesOf(entries, paths)) {
    for (; at < from; at++) push(kept, entries[at]);
    at = to;
  }
  for (; at < entries.length; at++) push(kept, entries[at]);
  return merge(kept, fresh);
}

function merge(a: readonly FileEntry[], b: readonly FileEntry[]): FileEntry[] {
  const merged: FileEntry[] = [];
  let left = 0;
  let right = 0;
  while (left < a.length || right < b.length) {
    const first = a[left];
    const second = b[right];
    if (second === undefined || (first !== undefined && first.path < second.path)) {
      push(merged, first);
      left++;
    } else {
      push(merged, second);
      right++;
    }
  }
  return merged;
}

function push(list: FileEntry[], entry: FileEntry | undefined): void {
  if (entry !== undefined) list.push(entry);
}
