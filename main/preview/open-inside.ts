import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Opens a file of a folder to read it, never one outside: no link is followed, neither of the file nor of a folder above it, and what
 * is no regular file is refused before it could block. Undefined when it is not there, or not such a file.
 */
export async function openInside(root: string, path: string): Promise<FileHandle | undefined> {
  const file = join(root, path);
  const inside = relative(root, file);
  if (path.includes('\0') || inside === '' || inside === '..' || inside.startsWith(`..${sep}`)) return undefined;
  const [realRoot, realFolder] = await Promise.all([realpath(root), realpath(dirname(file))]);
  if (realFolder !== dirname(join(realRoot, inside))) return undefined;
  const handle = await openPlain(file);
  if (handle === undefined) return undefined;
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  return undefined;
}

/** The two flags are for what changes between the look and the opening; Windows has neither. */
async function openPlain(file: string): Promise<FileHandle | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  if ((await lstat(file)).isSymbolicLink()) return undefined;
  try {
    return await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ELOOP') return undefined;
    throw fault;
  }
}
