import { markerOf } from '../detect/markers.ts';
import type { FileEntry } from '../scan/entry.ts';
import { isOnlySource } from './plugin-source.ts';
import type { PreflightContext } from './rule.ts';

/**
 * The files that are published once the author has done what is to be done first: those of the add-on where it begins further down (`layout`), and
 * none where there is only source (`source-only`). What lies around it is what it is made with.
 */
export async function publishedEntries(context: PreflightContext): Promise<readonly FileEntry[]> {
  if (await isOnlySource(context)) return [];
  const { root, candidates } = context.detection;
  const { entries } = context.scan;
  if (candidates.length !== 1 || root === '') return entries;
  return entries.filter(({ path }) => path.startsWith(`${root}/`));
}

/** Whether a change of this path can change what is published. */
export function changesPublished(path: string): boolean {
  return markerOf(path) !== undefined;
}
