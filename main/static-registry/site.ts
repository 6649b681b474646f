import { mkdir, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SHARED_FILE_MODE, writeFileDurably } from '../disk/index.ts';

/** Where the files of a static registry lie: a folder here, or a place that something carries them to. */
export interface Site {
  /** For the author to recognise it. */
  readonly name: string;
  /** The sizes of what lies there, by path; what lies deep in folders that are not the site's may be left out. */
  list(): Promise<ReadonlyMap<string, number>>;
  read(path: string): Promise<string | undefined>;
  write(path: string, text: string): Promise<void>;
  /** `fetch` makes the file at the path it is given, whole, or throws; it is seen under its name only then. */
  receive(path: string, fetch: (to: string) => Promise<void>): Promise<number>;
  remove(path: string): Promise<void>;
}

/** The folders that a static registry uses, beside the files at its top. */
const OWN_FOLDERS = ['files', 'package'] as const;

export function folderSite(folder: string): Site {
  const at = (path: string): string => join(folder, path);
  return {
    name: folder,
    async list() {
      await mkdir(folder, { recursive: true });
      const found = new Map<string, number>();
      for (const name of await readdir(folder)) if (!isOwnFolder(name)) found.set(name, (await stat(at(name))).size);
      for (const own of OWN_FOLDERS)
        for (const path of await filesBelow(at(own)))
          found.set(`${own}/${path}`, (await stat(at(`${own}/${path}`))).size);
      return found;
    },
    read: (path) => readFile(at(path), 'utf8').catch(absent),
    write: (path, text) => writeFileDurably(at(path), text, SHARED_FILE_MODE),
    async receive(path, fetch) {
      await mkdir(dirname(at(path)), { recursive: true });
      await fetch(at(path));
      return (await stat(at(path))).size;
    },
    async remove(path) {
      await rm(at(path), { force: true });
      // Of a package that is gone; one that holds something else stays.
      if (dirname(path) !== '.') await rmdir(dirname(at(path))).catch(() => {});
    },
  };
}

function isOwnFolder(name: string): boolean {
  return OWN_FOLDERS.some((own) => own === name);
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

function absent(cause: NodeJS.ErrnoException): undefined {
  if (cause.code === 'ENOENT') return undefined;
  throw cause;
}
