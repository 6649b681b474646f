import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RegistryContext } from '../server/context.ts';
import { type FileStore, isFileStore } from '../storage/files.ts';

/** A backup that cannot be made, in words for the operator. */
export class BackupFault extends Error {}

export interface Backup {
  readonly contents: number;
  readonly uploads: number;
}

/**
 * A whole registry in another folder, while this one serves. The database is copied first, in one moment; files that
 * come later are too many, never too few. Nothing is processed or swept meanwhile, so no file goes that the copy names.
 * A registry that is started on the folder is the restored one.
 */
export async function backUp({ db, files, queue }: RegistryContext, folder: string): Promise<Backup> {
  if (db.engine !== 'sqlite' || !isFileStore(files)) {
    throw new BackupFault(
      'This registry is not one folder. Use registry backup in a terminal: it makes a folder of it.',
    );
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new BackupFault(`${folder} is not empty. Name a new folder.`);
  return queue.whileStopped(async () => {
    await db.copyTo(join(folder, 'registry.db'));
    const contents = (await files.listContents()).map(({ name }) => files.contentPath(name));
    const uploads = (await files.listUploads()).map(({ name }) => files.uploadPath(name));
    return { contents: await copyAll(contents, files, folder), uploads: await copyAll(uploads, files, folder) };
  });
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
