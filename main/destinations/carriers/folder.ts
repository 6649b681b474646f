import { createWriteStream } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fault, faultAt, type OwnError, reasonOf } from '../../../preload/messages/index.ts';
import { isWithin } from '../../disk/index.ts';
import {
  type CarriedFile,
  type Carrier,
  type CarrierCall,
  type CarrierLimits,
  DEFAULT_LIMITS,
  type FileSource,
  type ListCall,
  type WriteCall,
} from './carrier.ts';
import { CarrierError, type CarrierFault, throwIfAborted } from './carrier-error.ts';
import { checkInnerPath, isPartPath, partPath } from './inner-path.ts';
import { type BandwidthLimit, bandwidthOf, countedBytes } from './source.ts';

const FAULTS: Readonly<Record<string, OwnError<CarrierFault>>> = {
  ENOSPC: fault('no_room.disk'),
  EDQUOT: fault('no_room.quota'),
  EACCES: fault('not_allowed.you'),
  EPERM: fault('not_allowed.you'),
  EROFS: fault('not_allowed.readOnly'),
  ENAMETOOLONG: fault('bad_name.tooLong'),
  EILSEQ: fault('bad_name.cannotHold'),
  EINVAL: fault('bad_name.cannotHold'),
  ENOTDIR: fault('bad_name.fileInWay'),
  EISDIR: fault('bad_name.folderInWay'),
};

/** A folder of this machine or a mounted share. The folder has to be there: an unmounted share must not become a new folder. */
export async function openFolderCarrier(folder: string, limits: CarrierLimits = DEFAULT_LIMITS): Promise<Carrier> {
  const root = resolve(folder);
  const found = await stat(root).catch(() => undefined);
  if (found === undefined) {
    throw new CarrierError(fault('folder_missing.disk', root), { path: root });
  }
  if (!found.isDirectory()) throw new CarrierError(fault('folder_missing.notOne', root), { path: root });
  const real = await realpath(root);
  return new FolderCarrier(real, await isCaseBlind(real), limits);
}

class FolderCarrier implements Carrier {
  readonly visible = 'write';
  readonly limits: CarrierLimits;
  readonly caseBlind: boolean | undefined;
  readonly #root: string;
  readonly #bandwidth: BandwidthLimit | undefined;

  constructor(root: string, caseBlind: boolean | undefined, limits: CarrierLimits) {
    this.#root = root;
    this.caseBlind = caseBlind;
    this.limits = limits;
    this.#bandwidth = bandwidthOf(limits);
  }

  async list({ signal, onLeftover }: ListCall): Promise<CarriedFile[]> {
    const files: CarriedFile[] = [];
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      throwIfAborted(signal);
      for (const entry of await readdir(join(this.#root, folder), { withFileTypes: true }).catch(orNone)) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) folders.push(path);
        else if (entry.isFile()) {
          const found = await stat(join(this.#root, path)).catch(orNone);
          // It may go while one looks.
          if (!('size' in found)) continue;
          const file = { path, size: found.size, mtimeMs: found.mtimeMs };
          if (isPartPath(path)) onLeftover?.(file);
          else files.push(file);
        }
      }
    }
    return files;
  }

  async stat(path: string, { signal }: CarrierCall): Promise<CarriedFile | undefined> {
    throwIfAborted(signal);
    const found = await lstat(await this.#place(path)).catch(() => undefined);
    return found?.isFile() ? { path, size: found.size, mtimeMs: found.mtimeMs } : undefined;
  }

  async read(path: string, atMost: number, { signal }: CarrierCall): Promise<Uint8Array | undefined> {
    const found = await this.stat(path, { signal });
    if (found === undefined) return undefined;
    if (found.size > atMost) {
      throw new CarrierError(fault('too_large.toRead', path, found.size, atMost), { path });
    }
    const file = await open(join(this.#root, path), 'r').catch(explain(path));
    try {
      return await file.readFile();
    } catch (cause) {
      return explain(path)(cause);
    } finally {
      await file.close();
    }
  }

  async write(path: string, source: FileSource, { signal, onBytes }: WriteCall): Promise<void> {
    throwIfAborted(signal);
    const target = await this.#place(path);
    const part = join(this.#root, partPath(path, source.crc32));
    try {
      await mkdir(dirname(target), { recursive: true });
      await this.#insideOnly(dirname(target), path);
      const counted = countedBytes(source.size, { onBytes, bandwidth: this.#bandwidth });
      await pipeline(source.open(), counted, createWriteStream(part, { flush: true }), { signal });
      await rename(part, target);
    } catch (cause) {
      await rm(part, { force: true }).catch(() => {});
      throwIfAborted(signal);
      explain(path)(cause);
    }
  }

  async canTakeOver(from: Carrier): Promise<boolean> {
    return from instanceof FolderCarrier;
  }

  async takeOver(from: Carrier, path: string, source: FileSource, { signal }: CarrierCall): Promise<boolean> {
    throwIfAborted(signal);
    if (!(from instanceof FolderCarrier)) return false;
    const origin = await from.#place(path);
    const target = await this.#place(path);
    const part = join(this.#root, partPath(path, source.crc32));
    try {
      const found = await lstat(origin).catch(() => undefined);
      if (!found?.isFile() || found.size !== source.size) return false;
      await mkdir(dirname(target), { recursive: true });
      await this.#insideOnly(dirname(target), path);
      await copyFile(origin, part);
      await rename(part, target);
      return true;
    } catch (cause) {
      await rm(part, { force: true }).catch(() => {});
      throwIfAborted(signal);
      return explain(path)(cause);
    }
  }

  async delete(path: string, { signal }: CarrierCall): Promise<void> {
    throwIfAborted(signal);
    const target = await this.#place(path);
    await rm(target, { force: true }).catch(explain(path));
    for (let folder = dirname(target); folder.startsWith(this.#root + sep); folder = dirname(folder)) {
      const gone = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!gone) break;
    }
  }

  async commit(_message: string, { signal }: CarrierCall): Promise<void> {
    throwIfAborted(signal);
  }

  async dispose(): Promise<void> {}

  async #place(path: string): Promise<string> {
    checkInnerPath(path);
    const target = join(this.#root, path);
    await this.#insideOnly(dirname(target), path);
    return target;
  }

  /** A link on the way may lead out of the folder. */
  async #insideOnly(folder: string, path: string): Promise<void> {
    const real = await realpath(folder).catch(() => undefined);
    if (real === undefined) {
      if (folder !== this.#root) await this.#insideOnly(dirname(folder), path);
      return;
    }
    if (isWithin(real, this.#root)) return;
    throw new CarrierError(fault('bad_name.link', path), { path });
  }
}

function orNone(cause: unknown): [] {
  if (isNodeError(cause) && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return [];
  return explain('')(cause);
}

function explain(path: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof CarrierError) throw cause;
    const error = (isNodeError(cause) && FAULTS[cause.code ?? '']) || fault('failed.because', reasonOf(cause));
    throw new CarrierError(path === '' ? error : faultAt(path, error), { path, cause });
  };
}

/** By names that lie there: a look changes nothing. An empty folder does not tell. */
async function isCaseBlind(root: string): Promise<boolean | undefined> {
  const names = await readdir(root).catch((): string[] => []);
  const there = new Set(names);
  for (const name of names.slice(0, MOST_TRIED)) {
    const other = inOtherCase(name);
    if (other === name || there.has(other)) continue;
    const [one, same] = await Promise.all([name, other].map((each) => lstat(join(root, each)).catch(() => undefined)));
    if (one === undefined) continue;
    return same !== undefined && same.ino === one.ino && same.dev === one.dev;
  }
  return undefined;
}

const MOST_TRIED = 20;

function inOtherCase(name: string): string {
  return name.replaceAll(/[a-z]/gi, (letter) => {
    const lower = letter.toLowerCase();
    return letter === lower ? letter.toUpperCase() : lower;
  });
}

function isNodeError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && 'code' in cause;
}
