import { structuredPatch } from 'diff';
import type { ChangedFile, TextDifference } from '../../preload/contract.ts';
import type { RememberedEntry } from '../addon/index.ts';

/** What became of the files from one version to another, in order of their paths. A hash that is not known differs from all. */
export function changesBetween(before: readonly RememberedEntry[], after: readonly RememberedEntry[]): ChangedFile[] {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const files: ChangedFile[] = [];
  for (const now of after) {
    const was = old.get(now.path);
    old.delete(now.path);
    if (was === undefined) files.push({ path: now.path, change: 'added', sizeBefore: null, sizeNow: now.size });
    else if (!isSame(was, now)) {
      files.push({ path: now.path, change: 'changed', sizeBefore: was.size, sizeNow: now.size });
    }
  }
  for (const { path, size } of old.values()) files.push({ path, change: 'removed', sizeBefore: size, sizeNow: null });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isSame(was: RememberedEntry, now: RememberedEntry): boolean {
  if (was.size !== now.size || was.link !== now.link) return false;
  return was.link !== undefined || (was.sha256 !== undefined && was.sha256 === now.sha256);
}

/** A text of one side of a comparison: `absent` where that side has no such file. */
export type ComparedText =
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'absent' | 'not_kept' };

const LONGEST_MS = 500;
const CONTEXT = 3;

/** What was taken out and put in, line by line, with some lines around; or why that cannot be said. */
export function textDifference(before: ComparedText, after: ComparedText): TextDifference {
  if (before.state === 'not_kept' || after.state === 'not_kept') return { state: 'not_kept' };
  const patch = structuredPatch('', '', linesOf(before), linesOf(after), undefined, undefined, {
    context: CONTEXT,
    timeout: LONGEST_MS,
  });
  if (patch === undefined) return { state: 'too_different' };
  return {
    state: 'lines',
    parts: patch.hunks.map(({ oldStart, newStart, lines }) => ({ oldStart, newStart, lines })),
  };
}

function linesOf(side: ComparedText): string {
  return side.state === 'text' ? side.text.replaceAll(/\r\n?/g, '\n') : '';
}
