import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { salvageRows } from './database/salvage.ts';
import { DamagedDatabase, openSqliteStore } from './database/sqlite-store.ts';
import type { Statements, Store } from './database/store.ts';
import type { FileStore } from './files/files.ts';
import { listNeededHashes } from './packages/links.ts';
import { listKeptUploadIds } from './packages/uploads.ts';

const DATABASE = 'registry.db';

export interface OpenedDatabase {
  readonly db: Store;
  /** What there is to say when the database was damaged. */
  readonly notice: string | undefined;
}

/**
 * The database of a data folder. A damaged one is set aside whole, with every file that nobody names any more; what can
 * still be read of it goes into a new one. Nothing is deleted. Files that lie elsewhere are left to the sweep's grace.
 */
export async function openOrSalvage(dataDir: string, files: FileStore | undefined): Promise<OpenedDatabase> {
  const path = join(dataDir, DATABASE);
  // SQLite makes its other files in the mode of this one.
  const file = await open(path, 'a', 0o600);
  await file.chmod(0o600);
  await file.close();
  try {
    const db = openSqliteStore(path);
    return { db, notice: files === undefined ? undefined : await noticeOfLoss(db, files, dataDir) };
  } catch (error) {
    if (!(error instanceof DamagedDatabase)) throw error;
    return salvage(dataDir, files);
  }
}

async function salvage(dataDir: string, files: FileStore | undefined): Promise<OpenedDatabase> {
  const aside = await folderAside(dataDir);
  for (const suffix of ['', '-wal', '-shm']) {
    const from = join(dataDir, DATABASE + suffix);
    if (existsSync(from)) await rename(from, join(aside, DATABASE + suffix));
  }
  const file = await open(join(dataDir, DATABASE), 'a', 0o600);
  await file.close();
  // Its tables first, then what the damaged one still has.
  const path = join(dataDir, DATABASE);
  await openSqliteStore(path).close();
  const rows = salvageRows(join(aside, DATABASE), path);
  const db = openSqliteStore(path);
  const moved = files === undefined ? 0 : await setFilesAside(db, files, aside);
  return {
    db,
    notice:
      `The registry's database was damaged and has been set aside in ${aside}. ` +
      `${rows} of its rows could be read and are kept; ${moved} files that no row names any more lie beside it. ` +
      'Versions that are missing now have to be published again.',
  };
}

async function folderAside(dataDir: string): Promise<string> {
  const aside = join(dataDir, `damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  await mkdir(aside, { mode: 0o700 });
  return aside;
}

/**
 * A bit that turned over inside a name shows in no check of SQLite's. A file without a row beside a row without its file
 * is the trace of it; a crash leaves the first alone.
 */
async function noticeOfLoss(db: Statements, files: FileStore, dataDir: string): Promise<string | undefined> {
  const present = new Set([...(await files.listUploads()), ...(await files.listContents())].map(({ name }) => name));
  const named = [...(await listKeptUploadIds(db)), ...(await listNeededHashes(db))];
  const missing = named.filter((name) => !present.has(name)).length;
  if (missing === 0 || named.length - missing === present.size) return undefined;
  const aside = await folderAside(dataDir);
  const moved = await setFilesAside(db, files, aside);
  return `${missing} files that the registry's database names are missing. It may be damaged; ${moved} files that it does not name have been set aside in ${aside}.`;
}

/** The sweep removes what no row names; after a loss of rows that could be an author's only copy. */
async function setFilesAside(db: Statements, files: FileStore, aside: string): Promise<number> {
  const uploads = new Set(await listKeptUploadIds(db));
  const contents = new Set(await listNeededHashes(db));
  const lost = [
    ...(await files.listUploads()).filter(({ name }) => !uploads.has(name)).map(({ name }) => files.uploadPath(name)),
    ...(await files.listContents())
      .filter(({ name }) => !contents.has(name))
      .map(({ name }) => files.contentPath(name)),
  ];
  for (const path of lost) await rename(path, join(aside, path.slice(path.lastIndexOf('/') + 1)));
  return lost.length;
}
