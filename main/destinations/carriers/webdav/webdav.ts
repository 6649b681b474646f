import type { Readable } from 'node:stream';
import type { FileStat } from 'webdav';
import { fault } from '../../../../preload/messages/index.ts';
import { beginOrDispose } from '../begin-or-dispose.ts';
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
import { foldersOf } from '../folder-path.ts';
import { checkInnerPath, isPartPath, partPath } from '../inner-path.ts';
import { untilAborted } from '../network.ts';
import { readAtMost } from '../read-at-most.ts';
import { type BandwidthLimit, bandwidthOf, countedBytes, sentWhole } from '../source.ts';
import type { Trust } from '../trust/trust.ts';
import { walkFolders } from '../walk-folders.ts';
import { connectWebdav, statusOf, type WebdavConnection, type WebdavPlace, webdavFault } from './connection.ts';

/** Only what is looked at: servers that are asked for everything open each file to guess its type. */
const ASKED = {
  details: false,
  headers: { 'Content-Type': 'application/xml' },
  data: `<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop>${['resourcetype', 'getcontentlength', 'getlastmodified'].map((name) => `<${name}/>`).join('')}</prop></propfind>`,
} as const;

/** For the first question. Later ones may wait for a server that puts away a large file. */
const FIRST_MS = 30_000;

export async function openWebdavCarrier(
  place: WebdavPlace,
  trust: Trust,
  { signal }: CarrierCall,
  limits: CarrierLimits = DEFAULT_LIMITS,
): Promise<Carrier> {
  const connection = await connectWebdav(place, trust, limits.atOnce);
  return beginOrDispose(new WebdavCarrier(connection, limits), signal);
}

class WebdavCarrier implements Carrier {
  readonly visible = 'write';
  readonly limits: CarrierLimits;
  readonly #connection: WebdavConnection;
  readonly #bandwidth: BandwidthLimit | undefined;
  /** Folders that are there. */
  readonly #folders = new Map<string, Promise<void>>();
  #canCopy: Promise<boolean> | undefined;

  constructor(connection: WebdavConnection, limits: CarrierLimits) {
    this.#connection = connection;
    this.limits = limits;
    this.#bandwidth = bandwidthOf(limits);
  }

  /** A folder that is not there is made, but not the one it lies in: a mistyped way must not become one. */
  async begin(signal: AbortSignal): Promise<void> {
    const found = await this.#statFirst(signal);
    if (found?.type === 'file') {
      throw new CarrierError(fault('folder_missing.file', this.#connection.place.url));
    }
    if (found) return;
    try {
      await this.#connection.client.createDirectory('/', { signal });
    } catch (cause) {
      if (statusOf(cause) === undefined) throw await webdavFault(cause, this.#connection, '');

      throw new CarrierError(fault('folder_missing.dav', this.#connection.place.url), { cause });
    }
  }

  /** Nothing is written yet that a server could be busy with. */
  async #statFirst(signal: AbortSignal): Promise<FileStat | undefined> {
    const { at, place } = this.#connection;
    const late = AbortSignal.timeout(place.firstMs ?? FIRST_MS);
    try {
      return await this.#stat('', AbortSignal.any([signal, late]));
    } catch (cause) {
      throw late.aborted && !signal.aborted ? new CarrierError(fault('timed_out.text', at), { cause }) : cause;
    }
  }

  async list({ signal, onLeftover }: ListCall): Promise<CarriedFile[]> {
    return walkFolders({ atOnce: this.limits.atOnce, host: hostOf(this.#connection) }, async (folder) => {
      const entries = await this.#content(folder, signal);
      // Other folders than the one that was asked for are nobody's answer.
      const inside = entries.filter(
        ({ basename }) => basename !== '' && !/[/\\]/.test(basename) && !/^\.\.?$/.test(basename),
      );
      const path = ({ basename }: FileStat) => (folder === '' ? basename : `${folder}/${basename}`);
      const files = inside
        .filter(({ type }) => type === 'file')
        .map((one) => ({ path: path(one), size: one.size, ...whenOf(one.lastmod) }));
      for (const file of files) if (isPartPath(file.path)) onLeftover?.(file);
      return {
        folders: inside.filter(({ type }) => type === 'directory').map(path),
        files: files.filter((file) => !isPartPath(file.path)),
      };
    });
  }

  async stat(path: string, { signal }: CarrierCall): Promise<CarriedFile | undefined> {
    checkInnerPath(path);
    const found = await this.#stat(path, signal);
    return found?.type === 'file' ? { path, size: found.size, ...whenOf(found.lastmod) } : undefined;
  }

  async read(path: string, atMost: number, call: CarrierCall): Promise<Uint8Array | undefined> {
    const found = await this.stat(path, call);
    if (found === undefined) return undefined;
    if (found.size > atMost) {
      throw new CarrierError(fault('too_large.toRead', path, found.size, atMost), { path });
    }
    const stop = new AbortController();
    const signal = AbortSignal.any([call.signal, stop.signal]);
    try {
      return await this.#ask(path, call.signal, async (client) => {
        const answer = await client.customRequest(`/${path}`, { method: 'GET', signal });
        // Its type says less than it is: the answer of the fetch that Node or the library has.
        const bytes = await readAtMost(Reflect.get(answer, 'body'), path, atMost);
        if (bytes.length === found.size) return bytes;
        // The page of a proxy, with a 200 as well; or somebody wrote it just now.
        throw this.#notUnderstood(path);
      });
    } finally {
      stop.abort();
    }
  }

  async write(path: string, source: FileSource, call: WriteCall): Promise<void> {
    const { signal } = call;
    checkInnerPath(path);
    throwIfAborted(signal);
    await this.#makeFolders(path, signal);
    const part = partPath(path, source.crc32);
    try {
      await this.#put(part, path, source, call);
      await this.#checkSize(part, path, source.size, signal);
      await this.#move(part, path, signal);
    } catch (cause) {
      const { client } = this.#connection;
      await client.deleteFile(`/${part}`, { signal: AbortSignal.timeout(5000) }).catch(() => {});
      throwIfAborted(signal);
      throw cause;
    }
  }

  async canTakeOver(from: Carrier, { signal }: CarrierCall): Promise<boolean> {
    if (!(from instanceof WebdavCarrier)) return false;
    const [here, there] = [this.#connection.place, from.#connection.place];
    if (new URL(here.url).origin !== new URL(there.url).origin || here.user !== there.user) return false;
    this.#canCopy ??= this.#askWhetherItCopies(signal);
    return this.#canCopy;
  }

  async takeOver(from: Carrier, path: string, source: FileSource, { signal }: CarrierCall): Promise<boolean> {
    checkInnerPath(path);
    if (!(from instanceof WebdavCarrier)) return false;
    const found = await from.#stat(path, signal);
    if (found?.type !== 'file' || found.size !== source.size) return false;
    await this.#makeFolders(path, signal);
    const part = partPath(path, source.crc32);
    if (!(await from.#copyTo(this.#connection.addressOf(part), path, signal))) return false;
    await this.#checkSize(part, path, source.size, signal);
    await this.#move(part, path, signal);
    return true;
  }

  async delete(path: string, { signal }: CarrierCall): Promise<void> {
    checkInnerPath(path);
    await this.#deleteOne(path, signal);
    for (const folder of foldersOf(path).reverse()) {
      // Deleting a folder takes what is in it: only one that is seen to be empty may go.
      const entries = await this.#content(folder, signal);
      if (entries.length > 0) break;
      await this.#deleteOne(folder, signal);
      this.#folders.delete(folder);
    }
  }

  async commit(_message: string, { signal }: CarrierCall): Promise<void> {
    throwIfAborted(signal);
  }

  async dispose(): Promise<void> {
    this.#connection.close();
  }

  async #put(part: string, path: string, source: FileSource, { signal, onBytes }: WriteCall): Promise<void> {
    const put = (body: Buffer | Readable) => {
      const headers = { 'Content-Length': String(source.size) };
      return this.#ask(path, signal, (client) => client.putFileContents(`/${part}`, body, { headers, signal }));
    };
    const sendWhole = async (bytes: Buffer) => {
      // A copy: a server may answer before it has read all, and what is lent is used again then; the size would not tell.
      await put(Buffer.from(bytes));
      onBytes?.(bytes.length);
    };
    if (await sentWhole(source, this.#bandwidth, sendWhole)) return;
    const content = source.open();
    const counted = countedBytes(source.size, { onBytes, bandwidth: this.#bandwidth });
    let broken: unknown;
    content.on('error', (cause) => counted.destroy(cause));
    counted.on('error', (cause) => {
      broken = cause;
    });
    try {
      await put(content.pipe(counted));
    } catch (cause) {
      throw broken instanceof CarrierError ? broken : cause;
    } finally {
      content.destroy();
      counted.destroy();
    }
  }

  /** Servers that do not say what they can are tried. */
  async #askWhetherItCopies(signal: AbortSignal): Promise<boolean> {
    try {
      const { headers } = await this.#ask('', signal, (client) =>
        client.customRequest('/', { method: 'OPTIONS', signal }),
      );
      const said = headers.get('allow');
      return said === null || !/\bPROPFIND\b/i.test(said) || /\bCOPY\b/i.test(said);
    } catch (cause) {
      if (cause instanceof CarrierError && statusOf(cause.cause) !== undefined) return true;
      throw cause;
    }
  }

  /** False where the server refuses: the file is sent then, and if something is wrong, that says it. */
  async #copyTo(address: string, path: string, signal: AbortSignal): Promise<boolean> {
    const headers = { Destination: address, Overwrite: 'T', Depth: '0' };
    try {
      await this.#ask(path, signal, (client) => client.customRequest(`/${path}`, { method: 'COPY', headers, signal }));
      return true;
    } catch (cause) {
      if (cause instanceof CarrierError && statusOf(cause.cause) !== undefined) return false;
      throw cause;
    }
  }

  async #move(part: string, path: string, signal: AbortSignal): Promise<void> {
    const headers = { Destination: this.#connection.addressOf(path), Overwrite: 'T' };
    const { status } = await this.#ask(path, signal, (client) =>
      client.customRequest(`/${part}`, { method: 'MOVE', headers, signal }),
    );
    // A server that moved something says so with one of these; the page of a proxy comes with a 200.
    if (status !== 201 && status !== 204 && (await this.#stat(part, signal)) !== undefined)
      throw this.#notUnderstood(path);
  }

  #notUnderstood(path: string): CarrierError {
    return new CarrierError(fault('answer_not_understood.dav', hostOf(this.#connection)), { path });
  }

  async #checkSize(part: string, path: string, size: number, signal: AbortSignal): Promise<void> {
    const there = await this.#stat(part, signal);
    if (there?.size === size) return;

    throw new CarrierError(fault('no_room.cutDav', path, there?.size ?? 0, size), { path });
  }

  async #makeFolders(path: string, signal: AbortSignal): Promise<void> {
    for (const folder of foldersOf(path)) {
      const known = this.#folders.get(folder);
      const made = known ?? this.#makeFolder(folder, signal);
      if (known === undefined) {
        this.#folders.set(folder, made);
        made.catch(() => this.#folders.delete(folder));
      }
      await made;
    }
  }

  async #makeFolder(folder: string, signal: AbortSignal): Promise<void> {
    const found = await this.#stat(folder, signal);
    if (found?.type === 'file') {
      throw new CarrierError(fault('bad_name.dav', folder), { path: folder });
    }
    if (found) return;
    await this.#ask(folder, signal, (client) => client.createDirectory(`/${folder}`, { signal }));
  }

  async #deleteOne(path: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#ask(path, signal, (client) => client.deleteFile(`/${path}`, { signal }));
    } catch (cause) {
      if (!(cause instanceof CarrierError && cause.code === 'file_missing')) throw cause;
    }
  }

  async #content(folder: string, signal: AbortSignal): Promise<FileStat[]> {
    try {
      return await this.#ask(folder, signal, (client) => client.getDirectoryContents(`/${folder}`, ASKED));
    } catch (cause) {
      if (cause instanceof CarrierError && cause.code === 'file_missing') return [];
      throw cause;
    }
  }

  async #stat(path: string, signal: AbortSignal): Promise<FileStat | undefined> {
    try {
      const found = await this.#ask(path, signal, (client) => client.stat(`/${path}`, { ...ASKED, signal }));
      return 'data' in found ? found.data : found;
    } catch (cause) {
      if (cause instanceof CarrierError && cause.code === 'file_missing') return undefined;
      throw cause;
    }
  }

  async #ask<T>(
    path: string,
    signal: AbortSignal,
    work: (client: WebdavConnection['client']) => Promise<T>,
  ): Promise<T> {
    throwIfAborted(signal);
    try {
      return await untilAborted(signal, work(this.#connection.client));
    } catch (cause) {
      throwIfAborted(signal);
      throw await webdavFault(cause, this.#connection, path);
    }
  }
}

function whenOf(lastmod: string): { mtimeMs?: number } {
  const mtimeMs = Date.parse(lastmod);
  return Number.isNaN(mtimeMs) ? {} : { mtimeMs };
}

function hostOf({ place }: WebdavConnection): string {
  return new URL(place.url).host;
}
