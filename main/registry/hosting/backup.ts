import { constants } from 'node:fs';
import { copyFile, link, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backUpRegistry, newFolder } from '../backup.ts';
import type { Copied } from '../copy-files.ts';
import type { RegistryContext } from '../server/context.ts';
import { type FileStore, isFileStore } from '../storage/files/files.ts';
import { whileHeld } from '../storage/files/holds.ts';

/**
 * A whole registry in another folder, while this one serves. Where it is a folder itself, the files are second names: the
 * database is copied first, in one moment, and files that come later are too many, never too few.
 */
export async function backUp({ db, files, queue }: RegistryContext, folder: string): Promise<Copied> {
  if (db.engine !== 'sqlite' || !isFileStore(files)) return backUpRegistry({ db, files }, folder);
  await newFolder(folder);
  return queue.whileStopped(() =>
    whileHeld(db, async () => {
      await db.copyTo(join(folder, 'registry.db'));
      const contents = (await files.listContents()).map(({ name }) => files.contentPath(name));
      const uploads = (await files.listUploads()).map(({ name }) => files.uploadPath(name));
      const copied = await copyAll([...contents, ...uploads], files, folder);
      return { files: copied, copied };
    }),
  );
}

async function copyAll(paths: readonly string[], { dataDir }: FileStore, folder: string): Promise<number> {
  let copied = 0;
  for (const from of paths) {
    const to = join(folder, from.slice(dataDir.length));
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    if (await linkOrCopy(from, to)) copied += 1;
  }
  return copied;
}

/** Files never change once they have their name, so on the same disk a second name is a copy that costs nothing. */
async function linkOrCopy(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (cause) {
    if (isMissing(cause)) return false;
  }
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  return true;
}

/** An upload that was given up between the list and the copy; the database never knew it. */
function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
