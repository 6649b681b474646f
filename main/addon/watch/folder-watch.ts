import { join, relative, sep } from 'node:path';
import type { ChokidarOptions, FSWatcher } from 'chokidar';
import { SerialQueue } from '../../clock/index.ts';
import { absolute } from '../scan/walk.ts';

export interface FolderWatchOptions {
  readonly root: string;
  /** The folders of the add-on as scanned, '' among them. */
  readonly folders: readonly string[];
  /** Folders the ignore rules hide are never entered by the watcher either. */
  readonly isHiddenFolder: (path: string) => boolean;
  /** Something happened at this path, relative to the root ('' is the root). What it was, only the disk knows. */
  readonly onHint: (path: string) => void;
  readonly onTrouble: (error: NodeJS.ErrnoException) => void;
  readonly strategy?: WatchStrategy;
}

/**
 * `whole`: one watcher that looks after the tree by itself; macOS and Windows have a call for that. `folder by folder`: elsewhere there is one watch for each
 * folder, and a watcher that sets them up for a big tree all at once holds a record of every file in memory meanwhile (458 MB for 100,000 files);
 * a few folders at a time need a quarter of that.
 */
export type WatchStrategy = 'whole' | 'folder-by-folder';

export interface FolderWatch {
  /** Resolves once every folder is watched. */
  readonly ready: Promise<void>;
  /** After a reread: watches what is new and lets go of what is gone. */
  readonly follow: (folders: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type StartFolderWatch = (options: FolderWatchOptions) => FolderWatch;

const FOLDERS_AT_ONCE = 16;

const COMMON: ChokidarOptions = {
  ignoreInitial: true,
  followSymlinks: false,
  // Saving through a temporary file is two hints about one path, which are coalesced anyway.
  atomic: false,
  ignorePermissionErrors: true,
};

export const startFolderWatch: StartFolderWatch = (options) => {
  const { strategy = process.platform === 'linux' ? 'folder-by-folder' : 'whole' } = options;
  return strategy === 'whole' ? watchWhole(options) : new FolderByFolder(options);
};

function watchWhole(options: FolderWatchOptions): FolderWatch {
  const { root, isHiddenFolder } = options;
  const closing = Promise.withResolvers<void>();
  const starting = (async () => {
    const { watch } = await import('chokidar');
    const ignored: ChokidarOptions['ignored'] = (path, stats) => {
      const inner = innerPath(root, path);
      return inner !== '' && stats?.isDirectory() === true && isHiddenFolder(inner);
    };
    const watcher = watch(root, { ...COMMON, ignored });
    await listen(watcher, options, closing.promise);
    return watcher;
  })();
  return {
    ready: starting.then(() => undefined),
    follow: async () => undefined,
    close: async () => {
      closing.resolve();
      await (await starting.catch(() => undefined))?.close();
    },
  };
}

class FolderByFolder implements FolderWatch {
  readonly ready: Promise<void>;
  readonly #options: FolderWatchOptions;
  readonly #watched = new Map<string, FSWatcher>();
  readonly #watchers = new Set<FSWatcher>();
  readonly #closing = Promise.withResolvers<void>();
  readonly #adding = new SerialQueue();
  #isClosed = false;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
    this.ready = this.#adding.run(() => this.#add(options.folders));
  }

  async follow(folders: readonly string[]): Promise<void> {
    const now = new Set(folders);
    for (const folder of this.#watched.keys()) if (!now.has(folder)) this.#letGo(folder);
    this.#closeIdle();
    const fresh = folders.filter((folder) => !this.#watched.has(folder));
    if (fresh.length === 0) return;
    await this.#adding.run(() => this.#add(fresh));
    // What came into a new folder before its watch stood was seen by nobody.
    for (const folder of fresh) this.#options.onHint(folder);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#closing.resolve();
    await this.#adding.idle();
    await Promise.all([...this.#watchers].map((watcher) => watcher.close()));
    this.#watchers.clear();
    this.#watched.clear();
  }

  async #add(folders: readonly string[]): Promise<void> {
    const { watch } = await import('chokidar');
    for (const some of batches(folders.filter((folder) => !this.#watched.has(folder)))) {
      if (this.#isClosed) return;
      const watcher = watch(
        some.map((folder) => this.#absolutePath(folder)),
        { ...COMMON, depth: 0 },
      );
      this.#watchers.add(watcher);
      for (const folder of some) this.#watched.set(folder, watcher);
      await listen(
        watcher,
        { ...this.#options, onHint: (path, event) => this.#hint(path, event) },
        this.#closing.promise,
      );
    }
  }

  /** A folder that went, or came, may be another one under its old name, and its watch still be on the old one: it is set up anew. */
  #hint(path: string, event: string): void {
    if (event === 'unlinkDir' || event === 'addDir') {
      for (const folder of this.#watched.keys()) {
        if (folder === path || folder.startsWith(`${path}/`)) this.#letGo(folder);
      }
    }
    this.#options.onHint(path);
  }

  #letGo(folder: string): void {
    this.#watched.get(folder)?.unwatch(this.#absolutePath(folder));
    this.#watched.delete(folder);
  }

  #closeIdle(): void {
    const inUse = new Set(this.#watched.values());
    for (const watcher of this.#watchers) {
      if (inUse.has(watcher)) continue;
      this.#watchers.delete(watcher);
      void watcher.close();
    }
  }

  #absolutePath(folder: string): string {
    return absolute(this.#options.root, folder);
  }
}

/**
 * A few folders each, and never a folder with one above it: a folder that was let go of is ignored by its watcher from then on, which must not be the one
 * that is to report its return.
 */
function batches(folders: readonly string[]): string[][] {
  const levels = Map.groupBy(folders, (folder) => (folder === '' ? 0 : folder.split('/').length));
  return [...levels.values()].flatMap((level) =>
    Array.from({ length: Math.ceil(level.length / FOLDERS_AT_ONCE) }, (_, index) =>
      level.slice(index * FOLDERS_AT_ONCE, (index + 1) * FOLDERS_AT_ONCE),
    ),
  );
}

type Listening = Pick<FolderWatchOptions, 'root' | 'onTrouble'> & {
  readonly onHint: (path: string, event: string) => void;
};

/** Resolves when the watcher stands, or when it need not any more: a closed one never says that it is ready. */
function listen(watcher: FSWatcher, options: Listening, closing: Promise<void>): Promise<void> {
  const { root, onHint, onTrouble } = options;
  watcher.on('all', (event, path) => onHint(innerPath(root, path), event));
  watcher.on('error', (error) => onTrouble(error instanceof Error ? error : new Error(String(error))));
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });
  return Promise.race([ready, closing]);
}

function innerPath(root: string, path: string): string {
  const inner = relative(root, join(path));
  return sep === '/' ? inner : inner.replaceAll(sep, '/');
}
