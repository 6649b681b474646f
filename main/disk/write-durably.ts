import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the author may hand on: files in the own folders and in places for others. Everything else is the owner's alone. */
export const SHARED_FILE_MODE = 0o644;

/**
 * Writes a file so that after a crash there is the old content or the new, never half of either: a neighbour file,
 * fsync, rename, fsync of the folder.
 */
export async function writeFileDurably(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  await makeFolderDurable(dirname(path));
}

/** Makes renames and deletions in a folder survive a power cut. Windows has no such call and needs none. */
export async function makeFolderDurable(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
