import { fault } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';
import { folderOf, foldersOf } from '../folder-path.ts';
import type { SftpRequests } from './requests.ts';

/** The folders below the root that are known to be real ones: a link on the way may lead out of the depot. */
export class SftpFolders {
  readonly #root: string;
  readonly #real = new Map<string, Promise<boolean>>();

  constructor(root: string) {
    this.#root = root;
  }

  isReal(folder: string): void {
    this.#real.set(folder, Promise.resolve(true));
  }

  forget(folder: string): void {
    this.#real.delete(folder);
  }

  /** Whether the folder of a file is there. Throws when the way to it leads through a link. */
  async exists(path: string, requests: SftpRequests, signal: AbortSignal): Promise<boolean> {
    for (const folder of foldersOf(path)) {
      if (!(await this.#look(folder, () => this.#check(folder, requests, signal)))) return false;
    }
    return true;
  }

  async make(path: string, requests: SftpRequests, signal: AbortSignal): Promise<void> {
    if (folderOf(path) === '') return;
    for (const folder of foldersOf(path)) {
      const there = await this.#look(folder, () => this.#checkOrMake(folder, requests, signal));
      // Looked at before somebody needed it.
      if (!there) {
        this.forget(folder);
        await this.#look(folder, () => this.#checkOrMake(folder, requests, signal));
      }
    }
  }

  /** Several files of a folder ask once. */
  #look(folder: string, find: () => Promise<boolean>): Promise<boolean> {
    const known = this.#real.get(folder);
    if (known) return known;
    const found = find();
    this.#real.set(folder, found);
    found.then(
      (there) => there || this.forget(folder),
      () => this.forget(folder),
    );
    return found;
  }

  async #check(folder: string, requests: SftpRequests, signal: AbortSignal): Promise<boolean> {
    const found = await requests.lstat(`${this.#root}/${folder}`, signal);
    if (found === undefined) return false;
    if (found.isDirectory()) return true;
    const error = fault(found.isSymbolicLink() ? 'bad_name.linkOn' : 'bad_name.fileOn', folder);
    throw new CarrierError(error, { path: folder });
  }

  async #checkOrMake(folder: string, requests: SftpRequests, signal: AbortSignal): Promise<boolean> {
    if (await this.#check(folder, requests, signal)) return true;
    try {
      await requests.mkdir(`${this.#root}/${folder}`, signal);
    } catch (cause) {
      // Somebody else may have made it between the look and now.
      if (!(await this.#check(folder, requests, signal))) throw cause;
    }
    return true;
  }
}
