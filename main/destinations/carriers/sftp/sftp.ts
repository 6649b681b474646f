import { fault } from '../../../../preload/messages/index.ts';
import {
  type CarriedFile,
  type Carrier,
  type CarrierCall,
  type CarrierLimits,
  DEFAULT_LIMITS,
  type FileSource,
  type ListCall,
  type WriteCall,
} from '../carrier.ts';
import { CarrierError, throwIfAborted } from '../carrier-error.ts';
import { folderOf, foldersOf, fromLogin } from '../folder-path.ts';
import { asidePath, checkInnerPath, isPartPath, partPath } from '../inner-path.ts';
import { untilAborted } from '../network.ts';
import { type BandwidthLimit, bandwidthOf, countedBytes, sentWhole } from '../source.ts';
import type { Trust } from '../trust/trust.ts';
import { walkFolders } from '../walk-folders.ts';
import { connectSftp, type SftpLogin } from './connection.ts';
import { copyFile, removeQuietly } from './copy-file.ts';
import { SftpFolders } from './folders.ts';
import { isBareFailure, SftpRequests } from './requests.ts';
import { UNSURE_BYTES, writePieces } from './write-pieces.ts';

export interface SftpPlace extends SftpLogin {
  /** Absolute, or from the folder one is in after the login. */
  readonly folder: string;
}

export async function openSftpCarrier(
  place: SftpPlace,
  trust: Trust,
  { signal }: CarrierCall,
  limits: CarrierLimits = DEFAULT_LIMITS,
): Promise<Carrier> {
  throwIfAborted(signal);
  const connection = await untilAborted(signal, connectSftp(place, trust), (late) => void late.end());
  const requests = new SftpRequests(connection, place.host);
  try {
    const root = await findRoot(place, requests, signal);
    return new SftpCarrier({ place, trust, limits, root }, requests);
  } catch (cause) {
    await requests.end();
    throw cause;
  }
}

/** A folder that is not there is made, but not the one it lies in: a mistyped way must not become one. */
async function findRoot({ folder, host }: SftpPlace, requests: SftpRequests, signal: AbortSignal): Promise<string> {
  const path = fromLogin(folder) || '.';
  const found = await requests.stat(path, signal);
  if (found === undefined) {
    try {
      await requests.mkdir(path, signal);
    } catch (cause) {
      const allowed = !(cause instanceof CarrierError && cause.code === 'not_allowed');
      const error = fault(allowed ? 'folder_missing.sftp' : 'not_allowed.makeFolder', path, host);
      throw new CarrierError(error, { path, cause });
    }
  } else if (!found.isDirectory()) {
    throw new CarrierError(fault('folder_missing.fileOn', path, host), { path });
  }
  const real = await requests.realpath(path, signal);
  if (real === undefined) throw new CarrierError(fault('folder_missing.on', path, host), { path });
  return real === '/' ? '' : real;
}

interface SftpRoom {
  readonly place: SftpPlace;
  readonly trust: Trust;
  readonly limits: CarrierLimits;
  readonly root: string;
}

class SftpCarrier implements Carrier {
  readonly visible = 'write';
  readonly limits: CarrierLimits;
  readonly #room: SftpRoom;
  readonly #folders: SftpFolders;
  readonly #bandwidth: BandwidthLimit | undefined;
  #requests: Promise<SftpRequests>;
  #posixRename = true;

  constructor(room: SftpRoom, requests: SftpRequests) {
    this.#room = room;
    this.limits = room.limits;
    this.#folders = new SftpFolders(room.root);
    this.#bandwidth = bandwidthOf(room.limits);
    this.#requests = Promise.resolve(requests);
  }

  async list({ signal, onLeftover }: ListCall): Promise<CarriedFile[]> {
    const requests = await this.#connected(signal);
    return walkFolders({ atOnce: this.limits.atOnce * 4, host: this.#room.place.host }, async (folder) => {
      throwIfAborted(signal);
      const entries = (await requests.readdir(this.#at(folder) || '/', signal)) ?? [];
      const folders: string[] = [];
      const files: CarriedFile[] = [];
      for (const { filename, attrs } of entries) {
        const path = folder === '' ? filename : `${folder}/${filename}`;
        if (filename === '.' || filename === '..') continue;
        if (attrs.isDirectory()) folders.push(path);
        else if (attrs.isFile()) {
          const file = { path, size: attrs.size, mtimeMs: attrs.mtime * 1000 };
          if (isPartPath(path)) onLeftover?.(file);
          else files.push(file);
        }
      }
      if (folder !== '') this.#folders.isReal(folder);
      return { folders, files };
    });
  }

  async stat(path: string, { signal }: CarrierCall): Promise<CarriedFile | undefined> {
    checkInnerPath(path);
    const requests = await this.#connected(signal);
    if (!(await this.#folders.exists(path, requests, signal))) return undefined;
    const found = await requests.lstat(this.#at(path), signal);
    return found?.isFile() ? { path, size: found.size, mtimeMs: found.mtime * 1000 } : undefined;
  }

  async read(path: string, atMost: number, { signal }: CarrierCall): Promise<Uint8Array | undefined> {
    const found = await this.stat(path, { signal });
    if (found === undefined) return undefined;
    if (found.size > atMost) {
      throw new CarrierError(fault('too_large.toRead', path, found.size, atMost), { path });
    }
    return (await this.#connected(signal)).readAll(this.#at(path), atMost, signal);
  }

  async write(path: string, source: FileSource, call: WriteCall): Promise<void> {
    const { signal } = call;
    checkInnerPath(path);
    const requests = await this.#connected(signal);
    await this.#folders.make(path, requests, signal);
    const part = this.#at(partPath(path, source.crc32));
    try {
      const { handle, start } = await this.#openPart(part, source.size, requests, signal);
      await this.#fill(handle, { path: part, start }, source, call);
      await this.#renameOver(part, this.#at(path), requests, signal);
    } catch (cause) {
      throw await this.#explainWrite(path, source, requests, cause);
    }
  }

  async canTakeOver(from: Carrier, { signal }: CarrierCall): Promise<boolean> {
    if (!(from instanceof SftpCarrier)) return false;
    const [here, there] = [this.#room.place, from.#room.place];
    const isSame = here.host === there.host && here.port === there.port && here.user === there.user;
    return isSame && (await this.#connected(signal)).copies !== undefined;
  }

  async takeOver(from: Carrier, path: string, source: FileSource, { signal }: CarrierCall): Promise<boolean> {
    checkInnerPath(path);
    const requests = await this.#connected(signal);
    if (!(from instanceof SftpCarrier && (await from.#folders.exists(path, requests, signal)))) return false;
    await this.#folders.make(path, requests, signal);
    const part = this.#at(partPath(path, source.crc32));
    if (!(await copyFile(from.#at(path), part, source.size, requests, signal))) return false;
    await this.#renameOver(part, this.#at(path), requests, signal);
    // Of two names of one file, renaming one over the other leaves both.
    if (requests.copies === 'link') await removeQuietly(part, requests, signal);
    return true;
  }

  async delete(path: string, { signal }: CarrierCall): Promise<void> {
    checkInnerPath(path);
    const requests = await this.#connected(signal);
    if (!(await this.#folders.exists(path, requests, signal))) return;
    try {
      await requests.unlink(this.#at(path), signal);
    } catch (cause) {
      if (!(cause instanceof CarrierError && cause.code === 'file_missing')) throw cause;
    }
    for (const folder of foldersOf(path).reverse()) {
      const gone = await requests.rmdir(this.#at(folder), signal).then(
        () => true,
        () => false,
      );
      if (!gone) break;
      this.#folders.forget(folder);
    }
  }

  async commit(_message: string, { signal }: CarrierCall): Promise<void> {
    throwIfAborted(signal);
  }

  async dispose(): Promise<void> {
    const requests = await this.#requests.catch(() => undefined);
    await requests?.end();
  }

  #at(path: string): string {
    return path === '' ? this.#room.root : `${this.#room.root}/${path}`;
  }

  /** Connects again after the connection broke; all that need one share it. */
  async #connected(signal: AbortSignal): Promise<SftpRequests> {
    throwIfAborted(signal);
    const current = this.#requests;
    const requests = await current.catch(() => undefined);
    if (requests?.alive) return requests;
    if (this.#requests === current) {
      const { place, trust } = this.#room;
      this.#requests = connectSftp(place, trust).then((connection) => new SftpRequests(connection, place.host));
    }
    return untilAborted(signal, this.#requests);
  }

  /** A new file, or the half of the same content that an earlier attempt left. */
  async #openPart(
    part: string,
    size: number,
    requests: SftpRequests,
    signal: AbortSignal,
  ): Promise<{ readonly handle: Buffer; readonly start: number }> {
    try {
      return { handle: await requests.open(part, 'wx', signal), start: 0 };
    } catch {
      const left = await requests.lstat(part, signal);
      // Another machine on its way with the same file may have put it in its place just now.
      if (left === undefined) return { handle: await requests.open(part, 'wx', signal), start: 0 };
      const sure = left.isFile() && left.size <= size ? left.size - UNSURE_BYTES : 0;
      if (sure > 0) return { handle: await requests.open(part, 'r+', signal), start: sure };
      await requests.unlink(part, signal);
      return { handle: await requests.open(part, 'wx', signal), start: 0 };
    }
  }

  async #fill(
    handle: Buffer,
    target: { readonly path: string; readonly start: number },
    source: FileSource,
    { signal, onBytes }: WriteCall,
  ): Promise<void> {
    const requests = await this.#requests;
    const { path, start } = target;
    const sendWhole = async (bytes: Buffer) => {
      await writePieces(requests, { handle, path, start }, [bytes], signal);
      onBytes?.(bytes.length);
    };
    if (start === 0 && (await sentWhole(source, this.#bandwidth, sendWhole))) return;
    if (start > 0) onBytes?.(start);
    const content = source.open(start);
    const counted = countedBytes(source.size - start, { onBytes, bandwidth: this.#bandwidth });
    content.on('error', (cause) => counted.destroy(cause));
    try {
      await writePieces(requests, { handle, path, start }, content.pipe(counted), signal);
    } finally {
      content.destroy();
    }
  }

  async #renameOver(from: string, to: string, requests: SftpRequests, signal: AbortSignal): Promise<void> {
    if (this.#posixRename) {
      this.#posixRename = await requests.renameOver(from, to, signal);
      if (this.#posixRename) return;
    }
    // The plain request fails when there is a file of that name: it steps aside for a moment.
    const aside = asidePath(to);
    const old = await requests.lstat(to, signal);
    if (old) {
      await requests.unlink(aside, signal).catch(() => {});
      await requests.rename(to, aside, signal);
    }
    try {
      await requests.rename(from, to, signal);
    } catch (cause) {
      if (old) await requests.rename(aside, to, signal).catch(() => {});
      throw cause;
    }
    if (old) await requests.unlink(aside, signal).catch(() => {});
  }

  /** Large halves stay for the next attempt; small ones go. */
  async #explainWrite(path: string, source: FileSource, requests: SftpRequests, cause: unknown): Promise<unknown> {
    const later = AbortSignal.timeout(5000);
    const changed = cause instanceof CarrierError && cause.code === 'source_changed';
    if (requests.alive && (source.size <= UNSURE_BYTES || changed)) {
      await requests.unlink(this.#at(partPath(path, source.crc32)), later).catch(() => {});
    }
    if (!isBareFailure(cause) || !requests.alive) return cause;
    const room = await requests.room(this.#at(folderOf(path)) || '/', later);
    if (room !== undefined && room > source.size * 2) return cause;

    return new CarrierError(fault('no_room.sftp', path), { path, cause });
  }
}
