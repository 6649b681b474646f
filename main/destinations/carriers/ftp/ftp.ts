import { Readable, Writable } from 'node:stream';
import type { Client, FileInfo } from 'basic-ftp';
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
import { foldersOf, fromLogin } from '../folder-path.ts';
import { asidePath, checkInnerPath, isPartPath, partPath } from '../inner-path.ts';
import { tooLarge } from '../read-at-most.ts';
import { type BandwidthLimit, bandwidthOf, countedBytes, sentWhole } from '../source.ts';
import type { Trust } from '../trust/trust.ts';
import { walkFolders } from '../walk-folders.ts';
import { FtpClients } from './clients.ts';
import { type FtpLogin, replyCode } from './connection.ts';
import { FtpFolders } from './folders.ts';

export interface FtpPlace extends FtpLogin {
  /** Absolute, or from the folder one is in after the login. */
  readonly folder: string;
}

/** Halves below this size are sent anew. */
const RESUME_BYTES = 1024 * 1024;

export async function openFtpCarrier(
  place: FtpPlace,
  trust: Trust,
  { signal }: CarrierCall,
  limits: CarrierLimits = DEFAULT_LIMITS,
): Promise<Carrier> {
  const clients = new FtpClients(place, trust, limits.atOnce);
  try {
    const root = await clients.use(signal, place.folder, (client) => findRoot(client, place));
    return new FtpCarrier(clients, { place, root }, limits);
  } catch (cause) {
    clients.dispose();
    throw cause;
  }
}

/** A folder that is not there is made, but not the one it lies in: a mistyped way must not become one. */
async function findRoot(client: Client, { folder, host }: FtpPlace): Promise<string> {
  const path = fromLogin(folder);
  if (path !== '') {
    const there = await enter(client, path);
    if (!there) {
      await client.sendIgnoringError(`MKD ${path}`);
      if (!(await enter(client, path))) {
        throw new CarrierError(fault('folder_missing.ftp', path, host), { path });
      }
    }
  }
  const root = await client.pwd();
  return root.replace(/\/+$/, '');
}

async function enter(client: Client, path: string): Promise<boolean> {
  try {
    await client.cd(path);
    return true;
  } catch (cause) {
    if (replyCode(cause) === undefined) throw cause;
    return false;
  }
}

class FtpCarrier implements Carrier {
  readonly visible = 'write';
  readonly limits: CarrierLimits;
  readonly #place: FtpPlace;
  readonly #clients: FtpClients;
  readonly #folders: FtpFolders;
  readonly #bandwidth: BandwidthLimit | undefined;

  #canCopy: Promise<boolean> | undefined;

  constructor(
    clients: FtpClients,
    { place, root }: { readonly place: FtpPlace; readonly root: string },
    limits: CarrierLimits,
  ) {
    this.#clients = clients;
    this.#place = place;
    this.#folders = new FtpFolders(root);
    this.limits = limits;
    this.#bandwidth = bandwidthOf(limits);
  }

  list({ signal, onLeftover }: ListCall): Promise<CarriedFile[]> {
    return walkFolders({ atOnce: this.limits.atOnce, host: this.#place.host }, (folder) =>
      this.#clients.use(signal, folder, async (client) => {
        const entries = (await this.#folders.readFolder(client, folder)) ?? [];
        const inside = (name: string) => (folder === '' ? name : `${folder}/${name}`);
        const files = entries.filter((entry) => entry.isFile).map((entry) => carried(inside(entry.name), entry));
        for (const file of files) if (isPartPath(file.path)) onLeftover?.(file);
        return {
          folders: entries.filter((entry) => entry.isDirectory).map(({ name }) => inside(name)),
          files: files.filter(({ path }) => !isPartPath(path)),
        };
      }),
    );
  }

  async stat(path: string, { signal }: CarrierCall): Promise<CarriedFile | undefined> {
    checkInnerPath(path);
    return this.#clients.use(signal, path, async (client) => {
      if (!(await this.#folders.exists(client, path))) return undefined;
      const size = await this.#size(client, path);
      return size === undefined ? undefined : { path, size };
    });
  }

  async read(path: string, atMost: number, { signal }: CarrierCall): Promise<Uint8Array | undefined> {
    checkInnerPath(path);
    return this.#clients.use(signal, path, async (client) => {
      if (!(await this.#folders.exists(client, path))) return undefined;
      const size = await this.#size(client, path);
      if (size === undefined) return undefined;
      if (size > atMost) throw tooLarge(path, atMost);
      const chunks: Buffer[] = [];
      let read = 0;
      const sink = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          read += chunk.length;
          if (read > atMost) return done(tooLarge(path, atMost));
          chunks.push(chunk);
          done();
        },
      });
      await client.downloadTo(sink, this.#folders.at(path));
      return Buffer.concat(chunks);
    });
  }

  async write(path: string, source: FileSource, { signal, onBytes }: WriteCall): Promise<void> {
    checkInnerPath(path);
    const part = partPath(path, source.crc32);
    await this.#clients
      .use(signal, path, async (client) => {
        await this.#folders.make(client, path);
        const start = await this.#halfOf(client, part, source.size);
        await this.#send(client, { part, start }, source, onBytes);
        await this.#checkSize(client, part, path, source.size);
        await this.#renameOver(client, part, path);
      })
      .catch(async (cause: unknown) => {
        await this.#clearPart(part, source.size, cause);
        throw cause;
      });
  }

  /** FTP itself cannot copy; some servers have a command for it. */
  async canTakeOver(from: Carrier, { signal }: CarrierCall): Promise<boolean> {
    if (!(from instanceof FtpCarrier)) return false;
    const [here, there] = [this.#place, from.#place];
    if (here.host !== there.host || here.port !== there.port || here.user !== there.user) return false;
    this.#canCopy ??= this.#clients.use(signal, undefined, async (client) =>
      /^\s*SITE COPY\b/im.test((await client.sendIgnoringError('FEAT')).message),
    );
    return this.#canCopy;
  }

  async takeOver(from: Carrier, path: string, source: FileSource, { signal }: CarrierCall): Promise<boolean> {
    checkInnerPath(path);
    if (!(from instanceof FtpCarrier)) return false;
    const part = partPath(path, source.crc32);
    return this.#clients.use(signal, path, async (client) => {
      if (!(await from.#folders.exists(client, path))) return false;
      if ((await from.#size(client, path)) !== source.size) return false;
      await this.#folders.make(client, path);
      await client.sendIgnoringError(`DELE ${this.#folders.at(part)}`);
      const asked = await client.sendIgnoringError(`SITE CPFR ${from.#folders.at(path)}`);
      const made = asked.code < 400 && (await client.sendIgnoringError(`SITE CPTO ${this.#folders.at(part)}`));
      // Refused: the file is sent then, and if something is wrong, that says it.
      if (!made || made.code >= 400) return false;
      await this.#checkSize(client, part, path, source.size);
      await this.#renameOver(client, part, path);
      return true;
    });
  }

  async delete(path: string, { signal }: CarrierCall): Promise<void> {
    checkInnerPath(path);
    await this.#clients.use(signal, path, async (client) => {
      if (!(await this.#folders.exists(client, path))) return;
      try {
        await client.remove(this.#folders.at(path));
      } catch (cause) {
        if (replyCode(cause) !== 550 || (await this.#size(client, path)) !== undefined) throw cause;
      }
      await this.#folders.forgetFile(path);
      for (const folder of foldersOf(path).reverse()) {
        // Servers refuse to remove folders that hold something, and the one that they are in.
        await client.cd(this.#folders.at(''));
        const answer = await client.sendIgnoringError(`RMD ${this.#folders.at(folder)}`);
        if (answer.code >= 400) break;
        this.#folders.forget(folder);
      }
    });
  }

  async commit(_message: string, { signal }: CarrierCall): Promise<void> {
    throwIfAborted(signal);
  }

  async dispose(): Promise<void> {
    this.#clients.dispose();
  }

  async #send(
    client: Client,
    { part, start }: { readonly part: string; readonly start: number },
    source: FileSource,
    onBytes: WriteCall['onBytes'],
  ): Promise<void> {
    const to = this.#folders.at(part);
    const sendWhole = async (bytes: Buffer) => {
      await client.uploadFrom(Readable.from(bytes.length === 0 ? [] : [bytes], { objectMode: false }), to);
      onBytes?.(bytes.length);
    };
    if (start === 0 && (await sentWhole(source, this.#bandwidth, sendWhole))) return;
    if (start > 0) onBytes?.(start);
    const content = source.open(start);
    const counted = countedBytes(source.size - start, { onBytes, bandwidth: this.#bandwidth });
    content.on('error', (cause) => counted.destroy(cause));
    let broken: unknown;
    counted.on('error', (cause) => {
      broken = cause;
    });
    try {
      await client[start > 0 ? 'appendFrom' : 'uploadFrom'](content.pipe(counted), to);
    } catch (cause) {
      // The library tells of a closed connection; why it closed it is what counts.
      throw broken ?? cause;
    } finally {
      content.destroy();
    }
  }

  async #size(client: Client, path: string): Promise<number | undefined> {
    try {
      return await client.size(this.#folders.at(path));
    } catch (cause) {
      const code = replyCode(cause);
      if (code === 550 || code === 450) return undefined;
      throw cause;
    }
  }

  /** Bytes of the same content that an earlier attempt left. */
  async #halfOf(client: Client, part: string, size: number): Promise<number> {
    if (size < RESUME_BYTES) return 0;
    const half = await this.#size(client, part);
    return half !== undefined && half >= RESUME_BYTES && half < size ? half : 0;
  }

  async #checkSize(client: Client, part: string, path: string, size: number): Promise<void> {
    const there = await this.#size(client, part);
    if (there === size) return;
    await client.sendIgnoringError(`DELE ${this.#folders.at(part)}`);

    throw new CarrierError(fault('no_room.cut', path, there ?? 0, size), { path });
  }

  /** Most servers rename over a file that is there. For those that refuse, it steps aside for a moment. */
  async #renameOver(client: Client, part: string, path: string): Promise<void> {
    const [from, to] = [this.#folders.at(part), this.#folders.at(path)];
    try {
      await client.rename(from, to);
      return;
    } catch (cause) {
      if (replyCode(cause) === undefined || (await this.#size(client, path)) === undefined) throw cause;
    }
    const aside = this.#folders.at(asidePath(path));
    await client.sendIgnoringError(`DELE ${aside}`);
    await client.rename(to, aside);
    try {
      await client.rename(from, to);
    } catch (cause) {
      await client.rename(aside, to).catch(() => {});
      throw cause;
    }
    await client.sendIgnoringError(`DELE ${aside}`);
  }

  /** Large halves stay for the next attempt; others go if there is still a way to the server. */
  async #clearPart(part: string, size: number, cause: unknown): Promise<void> {
    const changed = cause instanceof CarrierError && cause.code === 'source_changed';
    const unreachable = cause instanceof CarrierError && cause.passing;
    if (unreachable || (size >= RESUME_BYTES && !changed)) return;
    await this.#clients
      .use(AbortSignal.timeout(10_000), part, (client) => client.sendIgnoringError(`DELE ${this.#folders.at(part)}`))
      .catch(() => {});
  }
}

function carried(path: string, { size, modifiedAt }: FileInfo): CarriedFile {
  return { path, size, ...(modifiedAt === undefined ? {} : { mtimeMs: modifiedAt.getTime() }) };
}
