import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makePrivateFolder } from '../../../disk/index.ts';
import { DataFolderError } from '../database/store.ts';
import type { Blobs, StoredFile } from './blobs.ts';

/** The registry's files in its data folder: `temp`, emptied at every start, `uploads` and `contents`. */
export interface FileStore extends Blobs {
  readonly dataDir: string;
  uploadPath(uploadId: string): string;
  contentPath(hash: string): string;
  /** Where each process has a temporary folder of its own: removes those of processes that ended without doing so. */
  removeOldTemps(): Promise<void>;
}

/** The calls that can meet a full disk, replaceable so that a test can fill one. */
export interface DiskCalls {
  readonly rename: typeof rename;
  readonly syncFile: (path: string) => Promise<void>;
}

const realDisk: DiskCalls = { rename, syncFile };

/** Each process that is alive touches its own many times a day. */
const OLD_TEMP_MS = 86_400_000;

export function isFileStore(blobs: Blobs): blobs is FileStore {
  return 'dataDir' in blobs;
}

interface FileStoreOptions {
  readonly disk?: DiskCalls | undefined;
  /** Other processes have the same folder, so each has a temporary one of its own. */
  readonly shared?: boolean;
}

export async function openFileStore(dataDir: string, options: FileStoreOptions = {}): Promise<FileStore> {
  const { disk = realDisk, shared = false } = options;
  const temps = join(dataDir, 'temp');
  const tempDir = shared ? join(temps, randomUUID()) : temps;
  const uploadsDir = join(dataDir, 'uploads');
  const contentsDir = join(dataDir, 'contents');
  // Private versions lie in these.
  for (const dir of [temps, tempDir, uploadsDir, contentsDir]) await makePrivateFolder(dir);
  const contentPath = (hash: string) => join(contentsDir, plainName(hash).slice(0, 2), `${hash}.xpkg`);
  const uploadPath = (uploadId: string) => join(uploadsDir, `${plainName(uploadId)}.zip`);
  const remove = (path: string) => rm(path, { recursive: true, force: true });

  return {
    dataDir,
    tempDir,
    tempPath: (name) => join(tempDir, plainName(name)),
    remove,
    uploadPath,
    contentPath,
    keepUpload: (path, id) => commit(disk, path, uploadPath(id)),
    uploadAsFile: async (id) => uploadPath(id),
    removeUpload: (id) => remove(uploadPath(id)),
    listUploads: () => filesIn(uploadsDir, '.zip'),
    keepContent: (path, hash) => commit(disk, path, contentPath(hash)),
    async openContent(hash, range) {
      // Opened before the answer begins: a file that is missing is an error, not half an answer.
      const file = await open(contentPath(hash), 'r');
      return file.createReadStream(range);
    },
    addressOf: async () => undefined,
    removeContent: (hash) => remove(contentPath(hash)),
    async listContents() {
      const found: StoredFile[] = [];
      for (const folder of await readdir(contentsDir)) {
        if (/^[0-9a-f]{2}$/.test(folder)) found.push(...(await filesIn(join(contentsDir, folder), '.xpkg')));
      }
      return found;
    },
    async emptyTemp() {
      for (const name of await readdir(tempDir)) await remove(join(tempDir, name));
    },
    async removeOldTemps() {
      const now = new Date();
      await utimes(tempDir, now, now);
      for (const name of await readdir(temps)) {
        const changed = await stat(join(temps, name)).catch(() => undefined);
        if (changed !== undefined && now.getTime() - changed.mtimeMs > OLD_TEMP_MS) await remove(join(temps, name));
      }
    },
    close: async () => (shared ? remove(tempDir) : undefined),
  };
}

/** Names come out of a database, which may have been somebody else's before it was restored here. */
function plainName(name: string): string {
  if (/^(?!\.\.)[^/\\]+$/.test(name)) return name;
  throw new DataFolderError(`The database names a file that cannot be: ${JSON.stringify(name.slice(0, 200))}.`);
}

/** Moves a finished temp file to its place so that a crash leaves either all of it or none of it. */
async function commit(disk: DiskCalls, tempPath: string, place: string): Promise<void> {
  const folder = dirname(place);
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  await disk.syncFile(tempPath);
  await disk.rename(tempPath, place);
  await syncFolder(folder);
  if (created !== undefined) await syncFolder(dirname(folder));
}

/** Whatever else is there (a file manager leaves its own) is not ours to look at. */
async function filesIn(folder: string, suffix: string): Promise<StoredFile[]> {
  const found: StoredFile[] = [];
  for (const entry of await readdir(folder)) {
    if (!entry.endsWith(suffix)) continue;
    const { size } = await stat(join(folder, entry)).catch(() => ({ size: -1 }));
    if (size >= 0) found.push({ name: entry.slice(0, -suffix.length), size });
  }
  return found;
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a rename durable. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
