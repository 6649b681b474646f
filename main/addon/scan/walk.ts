import { type BigIntStats, type Dirent, lstat, readdir, readlink } from 'node:fs';
import type { HidingRule, IgnoreRules } from '../ignore/rules.ts';
import type { FileEntry } from './entry.ts';
import type { DiskProblem } from './problems.ts';
import { createReadableCheck } from './readable.ts';

/** More than the thread pool has threads, so that it never waits for this one; few enough to stay clear of file limits. */
const AT_ONCE = 32;
/** How often, and for how long, file handles are waited for when this process has used up all of them. */
const HANDLE_WAIT_MS = 50;
const HANDLE_PATIENCE_MS = 5_000;

export interface HiddenPath {
  readonly path: string;
  readonly isFolder: boolean;
  readonly rule: HidingRule;
}

export interface WalkResult {
  /** Unsorted, like the other lists. */
  readonly entries: FileEntry[];
  /** The folders that were entered. Without `from` among them there was nothing to walk. */
  readonly folders: string[];
  readonly hidden: HiddenPath[];
  readonly problems: DiskProblem[];
}

/** Walks a folder once, never following a link and never entering what the rules hide. */
export function walk(root: string, rules: IgnoreRules, signal?: AbortSignal): Promise<WalkResult> {
  return new Promise((resolve, reject) => {
    new Walk(root, rules, signal, resolve, reject).start([''], []);
  });
}

/** Looks at some paths again, files or folders with all that is in them. What is no longer there is in no list of the result. */
export function walkPaths(
  root: string,
  rules: IgnoreRules,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<WalkResult> {
  return new Promise((resolve, reject) => {
    new Walk(root, rules, signal, resolve, reject).start([], paths);
  });
}

export function absolute(root: string, path: string): string {
  return path === '' ? root : `${root}/${path}`;
}

interface Child {
  readonly name: string;
  isDirectory(): boolean;
}

/** One walk under way. Callbacks rather than promises: with 100,000 files they halve the time. */
class Walk {
  readonly #result: WalkResult = { entries: [], folders: [], hidden: [], problems: [] };
  readonly #isReadable = createReadableCheck();
  readonly #foldersToRead: string[] = [];
  readonly #pathsToStat: string[] = [];
  /** Paths no parent was read for, so that the rules have not been asked about them yet. */
  readonly #asked = new Set<string>();
  readonly #root: string;
  readonly #rules: IgnoreRules;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: (result: WalkResult) => void;
  readonly #reject: (reason: unknown) => void;
  #running = 0;
  readonly #patientUntil = performance.now() + HANDLE_PATIENCE_MS;

  constructor(
    root: string,
    rules: IgnoreRules,
    signal: AbortSignal | undefined,
    resolve: (result: WalkResult) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#root = root;
    this.#rules = rules;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(folders: readonly string[], paths: readonly string[]): void {
    this.#foldersToRead.push(...folders);
    for (const path of paths) {
      this.#asked.add(path);
      this.#pathsToStat.push(path);
    }
    this.#next();
  }

  #next(): void {
    if (this.#signal?.aborted) {
      this.#reject(this.#signal.reason);
      return;
    }
    while (this.#running < AT_ONCE) {
      // Files first: that keeps both lists short.
      const path = this.#pathsToStat.pop();
      if (path !== undefined) {
        this.#look(path);
        continue;
      }
      const folder = this.#foldersToRead.pop();
      if (folder === undefined) break;
      this.#read(folder);
    }
    if (this.#running === 0) this.#resolve(this.#result);
  }

  #done(): void {
    this.#running--;
    this.#next();
  }

  #read(folder: string): void {
    this.#running++;
    readdir(absolute(this.#root, folder), { withFileTypes: true }, (error, children) => {
      if (error) this.#failed(folder, 'folder', error);
      else if (children.some(({ name }) => name.includes('\uFFFD'))) return this.#readAsBytes(folder);
      else this.#visit(folder, children);
      this.#done();
    });
  }

  /** A name with the replacement character may stand for bytes that are no UTF-8; only then is a folder read a second time. */
  #readAsBytes(folder: string): void {
    readdir(absolute(this.#root, folder), { withFileTypes: true, encoding: 'buffer' }, (error, children) => {
      if (error) this.#failed(folder, 'folder', error);
      else
        this.#visit(
          folder,
          children.flatMap((child) => this.#decode(folder, child)),
        );
      this.#done();
    });
  }

  #decode(folder: string, child: Dirent<Buffer>): Child[] {
    const name = child.name.toString('utf8');
    if (Buffer.from(name, 'utf8').equals(child.name)) return [{ name, isDirectory: () => child.isDirectory() }];
    const path = folder === '' ? name : `${folder}/${name}`;
    this.#result.problems.push({ kind: 'not-unicode', path, bytes: child.name.toString('hex') });
    return [];
  }

  #visit(folder: string, children: readonly Child[]): void {
    this.#result.folders.push(folder);
    for (const child of children) {
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      const isFolder = child.isDirectory();
      const rule = this.#rules.hiddenBy(path, isFolder);
      if (rule !== undefined) this.#result.hidden.push({ path, isFolder, rule });
      else if (isFolder) this.#foldersToRead.push(path);
      else this.#pathsToStat.push(path);
    }
  }

  #look(path: string): void {
    this.#running++;
    lstat(absolute(this.#root, path), { bigint: true }, (error, stats) => {
      if (error) this.#failed(path, 'file', error);
      else this.#found(path, stats);
      this.#done();
    });
  }

  #found(path: string, stats: BigIntStats): void {
    const isFolder = stats.isDirectory();
    const rule = this.#asked.has(path) ? this.#rules.hiddenBy(path, isFolder) : undefined;
    if (rule !== undefined) {
      this.#result.hidden.push({ path, isFolder, rule });
    } else if (stats.isFile()) {
      this.#result.entries.push(toEntry(path, stats));
      if (!this.#isReadable(stats)) {
        this.#result.problems.push({ kind: 'unreadable', path, what: 'file', code: 'EACCES' });
      }
    } else if (stats.isSymbolicLink()) {
      this.#running++;
      readlink(absolute(this.#root, path), (error, link) => {
        if (error?.code !== 'ENOENT') this.#result.entries.push({ ...toEntry(path, stats), link: error ? '' : link });
        this.#done();
      });
    } else if (isFolder) {
      this.#foldersToRead.push(path); // asked for, or something else a moment ago
    } else {
      this.#result.problems.push({ kind: 'special-file', path, what: kindOfSpecial(stats) });
    }
  }

  #failed(path: string, what: 'folder' | 'file', error: NodeJS.ErrnoException): void {
    // Gone since its parent was read: no problem, just no longer there.
    if (error.code === 'ENOENT' || (error.code === 'ENOTDIR' && what === 'file')) return;
    if (isOutOfHandles(error) && performance.now() < this.#patientUntil) {
      this.#running++;
      setTimeout(() => {
        (what === 'folder' ? this.#foldersToRead : this.#pathsToStat).push(path);
        this.#done();
      }, HANDLE_WAIT_MS);
      return;
    }
    this.#result.problems.push({ kind: 'unreadable', path, what, code: error.code ?? 'EIO' });
  }
}

function isOutOfHandles({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EMFILE' || code === 'ENFILE';
}

function toEntry(path: string, { size, mtimeNs, ino, mode }: BigIntStats): FileEntry {
  return { path, size: Number(size), mtimeNs, ino, mode: Number(mode) };
}

function kindOfSpecial(stats: BigIntStats): 'pipe' | 'socket' | 'device' {
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}
