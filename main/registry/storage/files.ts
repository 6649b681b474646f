import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makePrivateFolder } from '../../disk/index.ts';

/**
 * The registry's files. `temp` holds what is still being written and is emptied at every start; `uploads` the zips
 * as they arrived, by upload id; `contents` the finished packages, by their SHA-256.
 */
export type FileStore = {
  readonly dataDir: string;
  readonly tempDir: string;
  tempPath(name: string): string;
  uploadPath(uploadId: string): string;
  contentPath(hash: string): string;
  /** Moves a finished temp file to its place so that a crash leaves either all of it or none of it. */
  commit(tempPath: string, place: string): Promise<void>;
  remove(path: string): Promise<void>;
  listUploads(): Promise<string[]>;
  listContents(): Promise<string[]>;
  emptyTemp(): Promise<void>;
};

/** The calls that can meet a full disk, replaceable so that a test can fill one. */
export type DiskCalls = { readonly rename: typeof rename; readonly syncFile: (path: string) => Promise<void> };

const realDisk: DiskCalls = { rename, syncFile };

export async function openFileStore(dataDir: string, disk: DiskCalls = realDisk): Promise<FileStore> {
  const tempDir = join(dataDir, 'temp');
  const uploadsDir = join(dataDir, 'uploads');
  const contentsDir = join(dataDir, 'contents');
  // Private versions lie in these.
  for (const dir of [tempDir, uploadsDir, contentsDir]) await makePrivateFolder(dir);
  const contentPath = (hash: string) => join(contentsDir, hash.slice(0, 2), `${hash}.xpkg`);
  const uploadPath = (uploadId: string) => join(uploadsDir, `${uploadId}.zip`);

  const listContents = async () => {
    const found: string[] = [];
    for (const folder of await readdir(contentsDir)) {
      if (/^[0-9a-f]{2}$/.test(folder)) found.push(...(await namesIn(join(contentsDir, folder), '.xpkg')));
    }
    return found;
  };
  const listUploads = () => namesIn(uploadsDir, '.zip');

  return {
    dataDir,
    tempDir,
    tempPath: (name) => join(tempDir, name),
    uploadPath,
    contentPath,
    async commit(tempPath, place) {
      const folder = dirname(place);
      const created = await mkdir(folder, { recursive: true, mode: 0o700 });
      await disk.syncFile(tempPath);
      await disk.rename(tempPath, place);
      await syncFolder(folder);
      if (created !== undefined) await syncFolder(dirname(folder));
    },
    remove: (path) => rm(path, { recursive: true, force: true }),
    listUploads,
    listContents,
    async emptyTemp() {
      for (const name of await readdir(tempDir)) await rm(join(tempDir, name), { recursive: true, force: true });
    },
  };
}

/** Names without their suffix. Whatever else is there (a file manager leaves its own) is not ours to look at. */
async function namesIn(folder: string, suffix: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
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
