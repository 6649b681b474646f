import { readdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { FolderListing, Outcome } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import { isWithin } from '../disk/index.ts';
import { diskError, fail, ok } from '../library/index.ts';

/**
 * The folder picker of a browser tab, which has none of its own: folders below the author's home, and nothing else.
 * Links are followed only while they stay inside.
 */
export async function listFolders(home: string, asked: string | undefined): Promise<Outcome<FolderListing>> {
  const folder = resolve(asked ?? home);
  try {
    const [realHome, real] = await Promise.all([realpath(home), realpath(folder)]);
    if (!isWithin(real, realHome)) {
      return fail(fault('outside_home.text'));
    }
    const found = await readdir(real, { withFileTypes: true });
    const folders = found
      .filter((item) => (item.isDirectory() || item.isSymbolicLink()) && !item.name.startsWith('.'))
      .map((item) => item.name)
      .sort((a, b) => a.localeCompare(b));
    return ok({ folder: real, parent: real === realHome ? null : dirname(real), folders });
  } catch (cause) {
    return diskError(cause, folder);
  }
}
