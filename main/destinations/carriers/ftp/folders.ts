import type { Client, FileInfo } from 'basic-ftp';
import { fault } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';
import { folderOf, foldersOf } from '../folder-path.ts';
import { replyCode } from './connection.ts';

type Kind = 'file' | 'folder' | 'link';

/**
 * What lies in the folders of the depot, as far as it was looked at. FTP has no reliable question about one name, so whole folders are
 * read, each once.
 */
export class FtpFolders {
  readonly #root: string;
  readonly #kinds = new Map<string, Promise<Map<string, Kind>>>();

  constructor(root: string) {
    this.#root = root;
  }

  at(path: string): string {
    if (path === '') return this.#root === '' ? '/' : this.#root;
    return `${this.#root}/${path}`;
  }

  /** Undefined when there is no such folder. Always with the whole path: names may begin with blanks or dashes. */
  async readFolder(client: Client, folder: string): Promise<FileInfo[] | undefined> {
    try {
      await client.cd(this.at(folder));
    } catch (cause) {
      const code = replyCode(cause);
      if (code === 550 || code === 450) return undefined;
      throw cause;
    }
    const entries = (await client.list()).filter(({ name }) => name !== '.' && name !== '..');
    this.#kinds.set(folder, Promise.resolve(new Map(entries.map((entry) => [entry.name, kindOf(entry)]))));
    return entries;
  }

  /** Whether the folder of a file is there. Throws when the way to it leads through a link. */
  async exists(client: Client, path: string): Promise<boolean> {
    for (const folder of foldersOf(path)) {
      if (!(await this.#isFolder(client, folder))) return false;
    }
    return true;
  }

  async make(client: Client, path: string): Promise<void> {
    for (const folder of foldersOf(path)) {
      if (await this.#isFolder(client, folder)) continue;
      try {
        await client.send(`MKD ${this.at(folder)}`);
        this.#kinds.set(folder, Promise.resolve(new Map()));
        (await this.#content(client, folderOf(folder))).set(nameOf(folder), 'folder');
      } catch (cause) {
        // Another connection may have made it meanwhile.
        this.#kinds.delete(folderOf(folder));
        if (!(await this.#isFolder(client, folder))) throw cause;
      }
    }
  }

  /** A file that was taken away: a folder may take its place. */
  async forgetFile(path: string): Promise<void> {
    (await this.#kinds.get(folderOf(path)))?.delete(nameOf(path));
  }

  forget(folder: string): void {
    this.#kinds.delete(folder);
    this.#kinds.delete(folderOf(folder));
  }

  async #isFolder(client: Client, folder: string): Promise<boolean> {
    const kind = (await this.#content(client, folderOf(folder))).get(nameOf(folder));
    if (kind === undefined || kind === 'folder') return kind !== undefined;
    const error = fault(kind === 'link' ? 'bad_name.linkOn' : 'bad_name.fileOn', folder);
    throw new CarrierError(error, { path: folder });
  }

  #content(client: Client, folder: string): Promise<Map<string, Kind>> {
    const known = this.#kinds.get(folder);
    if (known) return known;
    const found = this.readFolder(client, folder).then(
      (entries) => new Map((entries ?? []).map((entry) => [entry.name, kindOf(entry)])),
    );
    this.#kinds.set(folder, found);
    found.catch(() => this.#kinds.delete(folder));
    return found;
  }
}

function kindOf(entry: FileInfo): Kind {
  if (entry.isSymbolicLink) return 'link';
  return entry.isDirectory ? 'folder' : 'file';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
