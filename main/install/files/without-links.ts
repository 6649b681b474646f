import { lstat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Whether nothing on the way from `from` down to `path`, both included, is a symbolic link; what is not there is none. */
export async function withoutLinks(from: string, path: string): Promise<boolean> {
  let at = from;
  for (const part of ['', ...relative(from, path).split(sep)]) {
    at = join(at, part);
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return true;
    if (found.isSymbolicLink()) return false;
  }
  return true;
}
