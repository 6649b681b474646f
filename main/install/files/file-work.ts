import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { message } from '../../../preload/messages/index.ts';
import { isWithin } from '../../disk/index.ts';
import { LIMITS } from '../limits.ts';
import { ScriptError } from '../script-error.ts';
import { type Access, mayRead, mayWrite } from './access.ts';
import { type CopyMode, CopyRefused, copyTree, isCode, removeTree } from './copy-tree.ts';

export interface FileWorkOptions {
  readonly access: Access;
  /** Nothing outside of this folder is touched, whatever the access says. Its own path has no links. */
  readonly bounds: string;
  /** Holds what was deleted until the script has ended; within the bounds, and on the same disk. */
  readonly trash: string;
  readonly mode: CopyMode;
  readonly signal?: AbortSignal | undefined;
}

/** What a script does to files, each step with the step that takes it back. */
export class FileWork {
  readonly #options: FileWorkOptions;
  readonly #undo: Array<() => Promise<unknown>> = [];
  #deleted = 0;

  constructor(options: FileWorkOptions) {
    this.#options = options;
  }

  mayRead(path: string): boolean {
    return isWithin(path, this.#options.bounds) && mayRead(this.#options.access, path);
  }

  mayWrite(path: string): boolean {
    return isWithin(path, this.#options.bounds) && mayWrite(this.#options.access, path);
  }

  async kindOf(path: string, line: number): Promise<'file' | 'folder' | undefined> {
    await this.#checkRead(path, line);
    return kindOf(path);
  }

  async read(path: string, line: number): Promise<string> {
    await this.#checkRead(path, line);
    const found = await lstat(path).catch(() => undefined);
    if (!found?.isFile()) throw new ScriptError(line, message('script-run.noFile', this.#name(path)));
    if (found.size > LIMITS.textLength)
      throw new ScriptError(line, message('script-run.tooLargeToRead', this.#name(path)));
    return readFile(path, 'utf8');
  }

  /** What is in a folder; a file that is none has nothing in it. */
  async list(path: string, line: number): Promise<string[]> {
    await this.#checkRead(path, line);
    const names = await readdir(path).catch(() => undefined);
    if (names === undefined) throw new ScriptError(line, message('script-run.noFolderToLoop', this.#name(path)));
    return names.toSorted().map((name) => join(path, name));
  }

  async makeFolder(path: string, withParents: boolean, line: number): Promise<void> {
    await this.#checkWrite(path, line);
    if ((await kindOf(path)) !== undefined)
      throw new ScriptError(line, message('script-run.alreadyThere', this.#name(path)));
    if (withParents) return this.#makeFolders(path, line);
    await this.#needParent(path, line);
    await mkdir(path);
    this.#undo.push(() => removeTree(path));
  }

  async remove(path: string, line: number): Promise<void> {
    await this.#checkWrite(path, line);
    if ((await kindOf(path)) === undefined)
      throw new ScriptError(line, message('script-run.nothingToDelete', this.#name(path)));
    if (isWithin(this.#options.trash, path)) throw new ScriptError(line, message('script-run.mayNotDelete'));
    this.#deleted += 1;
    const kept = join(this.#options.trash, String(this.#deleted));
    await rename(path, kept);
    this.#undo.push(() => rename(kept, path));
  }

  async write(path: string, content: string, append: boolean, line: number): Promise<void> {
    await this.#checkWrite(path, line);
    await this.#needParent(path, line);
    const kind = await kindOf(path);
    if (kind === 'folder') throw new ScriptError(line, message('script-run.isFolder', this.#name(path)));
    const before = append && kind === 'file' ? await this.read(path, line) : '';
    if (before.length + content.length > LIMITS.textLength)
      throw new ScriptError(line, message('script-run.wouldBeTooLarge', this.#name(path)));
    if (kind === 'file') await this.remove(path, line);
    // A new file each time: what the old one may be linked to is not written into.
    await writeFile(path, before + content, { flag: 'wx' });
    this.#undo.push(() => removeTree(path));
  }

  async copy(from: string, to: string, line: number): Promise<void> {
    await this.#checkRead(from, line);
    const kind = await this.#prepare(from, to, 'COPY', line);
    this.#undo.push(() => removeTree(to));
    const { mode, signal } = this.#options;
    try {
      await copyTree(from, to, { mode, signal, mostFiles: LIMITS.files });
    } catch (cause) {
      if (cause instanceof CopyRefused) throw new ScriptError(line, cause.said);
      if (isCode(cause, 'EEXIST')) throw new ScriptError(line, message('script-run.alreadyThere', this.#name(to)));
      throw cause;
    }
    if (kind === 'folder') await this.#checkWrite(to, line);
  }

  async move(from: string, to: string, line: number): Promise<void> {
    await this.#checkRead(from, line);
    await this.#checkWrite(from, line);
    await this.#prepare(from, to, 'MOVE', line);
    await rename(from, to);
    this.#undo.push(() => rename(to, from));
  }

  async rename(path: string, name: string, line: number): Promise<void> {
    const to = join(dirname(path), name);
    await this.#checkWrite(path, line);
    await this.#checkWrite(to, line);
    if ((await kindOf(path)) === undefined)
      throw new ScriptError(line, message('script-run.nothingToRename', this.#name(path)));
    if ((await kindOf(to)) !== undefined)
      throw new ScriptError(line, message('script-run.alreadyThere', this.#name(to)));
    await rename(path, to);
    this.#undo.push(() => rename(to, path));
  }

  /** The changes stay. */
  async keep(): Promise<void> {
    this.#undo.length = 0;
    await this.#emptyTrash();
  }

  /** Takes every change back, the last one first. */
  async takeBack(): Promise<void> {
    for (let step = this.#undo.pop(); step !== undefined; step = this.#undo.pop()) await step();
    await this.#emptyTrash();
  }

  async #emptyTrash(): Promise<void> {
    for (; this.#deleted > 0; this.#deleted--) await removeTree(join(this.#options.trash, String(this.#deleted)));
  }

  /** Makes room at the target, as the client does: what is there is deleted, and of a folder the parents are made. */
  async #prepare(from: string, to: string, command: string, line: number): Promise<'file' | 'folder'> {
    await this.#checkWrite(to, line);
    const kind = await kindOf(from);
    if (kind === undefined) throw new ScriptError(line, message('script-run.nothingToTake', this.#name(from), command));
    if (isWithin(to, from) || isWithin(from, to))
      throw new ScriptError(line, message('script-run.insideEachOther', this.#name(to), this.#name(from)));
    if ((await kindOf(to)) !== undefined) await this.remove(to, line);
    if (kind === 'folder' && command === 'COPY') await this.#makeFolders(dirname(to), line);
    else await this.#needParent(to, line);
    return kind;
  }

  async #makeFolders(folder: string, line: number): Promise<void> {
    const first = await mkdir(folder, { recursive: true }).catch(() => {
      throw new ScriptError(line, message('script-run.fileInWay', this.#name(folder)));
    });
    if (first !== undefined) this.#undo.push(() => removeTree(first));
    await this.#checkLinks(folder, line);
  }

  async #needParent(path: string, line: number): Promise<void> {
    if ((await kindOf(dirname(path))) !== 'folder')
      throw new ScriptError(line, message('script-run.noParent', this.#name(dirname(path))));
  }

  async #checkRead(path: string, line: number): Promise<void> {
    if (!this.mayRead(path)) throw new ScriptError(line, message('script-run.mayNotRead', this.#name(path)));
    await this.#checkLinks(path, line);
  }

  async #checkWrite(path: string, line: number): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if (!this.mayWrite(path)) throw new ScriptError(line, message('script-run.mayNotWrite', this.#name(path)));
    await this.#checkLinks(path, line);
  }

  async #checkLinks(path: string, line: number): Promise<void> {
    if (!(await withoutLinks(this.#options.bounds, path)))
      throw new ScriptError(line, message('script-run.link', this.#name(path)));
  }

  /** As a message shows it: below the folder everything is in. */
  #name(path: string): string {
    return isWithin(path, this.#options.bounds) ? `/${relative(this.#options.bounds, path)}` : path;
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isDirectory() ? 'folder' : 'file';
}

/** Whether nothing on the way from `from` down to `path`, both included, is a symbolic link; what is not there is none. */
async function withoutLinks(from: string, path: string): Promise<boolean> {
  let at = from;
  for (const part of ['', ...relative(from, path).split(sep)]) {
    at = join(at, part);
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return true;
    if (found.isSymbolicLink()) return false;
  }
  return true;
}
