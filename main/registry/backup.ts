import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Copied, copyFiles } from './copy-files.ts';
import { copyRows } from './storage/copy-rows.ts';
import { openSqliteStore } from './storage/database/sqlite-store.ts';
import { DataFolderError } from './storage/database/store.ts';
import { whileHeld } from './storage/files/holds.ts';
import { openStorage, type Storage, type StorageSettings } from './storage/open-storage.ts';

export async function newFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new DataFolderError(`${folder} is not empty. Name a new folder.`);
}

/**
 * A whole registry as one folder, from any engines and while any number of processes serve it. The rows of one moment
 * come first; no file goes meanwhile, so those they name are all there, and what comes later is not copied. A registry
 * that is started on the folder is the restored one.
 */
export async function backUpRegistry(from: Pick<Storage, 'db' | 'files'>, folder: string): Promise<Copied> {
  await newFolder(folder);
  return whileHeld(from.db, async () => {
    const path = join(folder, 'registry.db');
    if (from.db.engine === 'sqlite') await from.db.copyTo(path);
    else await copyInto(from, path);
    const target = await openStorage({ dataDir: folder, sweeps: false }, () => undefined);
    try {
      return await copyFiles({ db: target.db, files: from.files }, target.files);
    } finally {
      await target.close();
    }
  });
}

async function copyInto({ db }: Pick<Storage, 'db'>, path: string): Promise<void> {
  const copy = openSqliteStore(path);
  try {
    await copyRows(db, copy);
  } finally {
    await copy.close();
  }
}

/** The same from a terminal, beside the processes that serve. */
export async function backUpFrom(place: StorageSettings, folder: string): Promise<Copied> {
  await mkdir(place.dataDir, { recursive: true, mode: 0o700 });
  const storage = await openStorage({ ...place, sweeps: false }, () => undefined);
  try {
    return await backUpRegistry(storage, folder);
  } finally {
    await storage.close();
  }
}
