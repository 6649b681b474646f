import { markerOf } from '../detect/markers.ts';
import type { FileEntry } from '../scan/entry.ts';
import { isOnlySource } from './plugin-source.ts';
import type { PreflightContext } from './rule.ts';

/**
 * Whether a path is in what is published once the author has done what is to be done first: in the add-on where it begins further down (`layout`);
 * nothing is where there is only source (`source-only`). What lies around it is what it is made with.
 */
export async function isPublished(context: PreflightContext): Promise<(path: string) => boolean> {
  if (await isOnlySource(context)) return () => false;
  const { root, candidates } = context.detection;
  if (candidates.length !== 1 || root === '') return () => true;
  return (path) => path.startsWith(`${root}/`);
}

export async function publishedEntries(context: PreflightContext): Promise<readonly FileEntry[]> {
  const isInside = await isPublished(context);
  return context.scan.entries.filter(({ path }) => isInside(path));
}

/** Whether a change of this path can change what is published. */
export function changesPublished(path: string): boolean {
  return markerOf(path) !== undefined;
}
