import { errorText } from '../../../../preload/contract/error-text.ts';
import { fault, faultAt, type OwnError } from '../../../../preload/messages/index.ts';
import { CarrierError, type CarrierFault } from '../carrier-error.ts';
import { networkFault, onceAborted, untilAborted } from '../network.ts';
import { tooLarge } from '../read-at-most.ts';
import { endlessAnswer, MOST_ENTRIES } from '../walk-folders.ts';
import type { SftpConnection, SftpSession } from './connection.ts';

type Stats = Parameters<Parameters<SftpSession['lstat']>[1]>[1];
type Entries = Parameters<Extract<Parameters<SftpSession['readdir']>[1], (...given: never) => void>>[1];
type Callback<T> = (error: Error | null | undefined, value: T) => void;

const FAULTS: Readonly<Record<number, OwnError<CarrierFault>>> = {
  2: fault('file_missing.there'),
  3: fault('not_allowed.user'),
  6: fault('unreachable.brokeOff'),
  7: fault('unreachable.brokeOff'),
  8: fault('answer_not_understood.cannot'),
};

const COPY_DATA = 'copy-data';
const HARD_LINK = 'hardlink@openssh.com';

const END_OF_FILE = 1;
const READ_BYTES = 256 * 1024;

/** A server that answers nothing of what it is asked for so long, though it keeps the connection, is not one. */
const SILENT_MS = 180_000;
/** The server says nothing before it has copied the last byte. */
const COPY_MS = 3_600_000;

/** Only "failure": the server keeps the reason for itself. */
const FAILURE = 4;

/** SFTP's requests as promises, with faults in our words. */
export class SftpRequests {
  readonly #connection: SftpConnection;
  readonly #host: string;
  readonly #silentMs: number;
  #waiting = 0;
  #heardAt = 0;
  #watch: NodeJS.Timeout | undefined;
  #copies = 0;

  constructor(connection: SftpConnection, host: string, silentMs = SILENT_MS) {
    this.#connection = connection;
    this.#host = host;
    this.#silentMs = silentMs;
  }

  get alive(): boolean {
    return !this.#connection.gone.aborted;
  }

  end(): Promise<void> {
    return this.#connection.end();
  }

  /** Follows links; undefined when nothing is there. */
  async stat(path: string, signal: AbortSignal): Promise<Stats | undefined> {
    return this.#orUndefined(this.#ask<Stats>(signal, path, (session, done) => session.stat(path, done)));
  }

  async lstat(path: string, signal: AbortSignal): Promise<Stats | undefined> {
    return this.#orUndefined(this.#ask<Stats>(signal, path, (session, done) => session.lstat(path, done)));
  }

  async realpath(path: string, signal: AbortSignal): Promise<string | undefined> {
    return this.#orUndefined(this.#ask<string>(signal, path, (session, done) => session.realpath(path, done)));
  }

  async readdir(path: string, signal: AbortSignal): Promise<Entries | undefined> {
    const opened = this.#ask<Buffer>(signal, path, (session, done) => session.opendir(path, done));
    const handle = await this.#orUndefined(opened);
    if (handle === undefined) return undefined;
    const found: Entries = [];
    try {
      for (;;) {
        const some = await this.#readSome(handle, path, signal);
        if (some.length === 0) return found;
        found.push(...some);
        if (found.length > MOST_ENTRIES) throw endlessAnswer(this.#host);
      }
    } finally {
      await this.close(handle, path, signal).catch(() => {});
    }
  }

  #readSome(handle: Buffer, path: string, signal: AbortSignal): Promise<Entries> {
    return this.#ask<Entries>(signal, path, (session, done) =>
      session.readdir(handle, (error, some) => {
        // The end of a folder is an error to this library.
        if (error && 'code' in error && error.code === END_OF_FILE) done(null, []);
        else done(error, some);
      }),
    );
  }

  mkdir(path: string, signal: AbortSignal): Promise<void> {
    return this.#ask<void>(signal, path, (session, done) => session.mkdir(path, (error) => done(error, undefined)));
  }

  rmdir(path: string, signal: AbortSignal): Promise<void> {
    return this.#ask<void>(signal, path, (session, done) => session.rmdir(path, (error) => done(error, undefined)));
  }

  unlink(path: string, signal: AbortSignal): Promise<void> {
    return this.#ask<void>(signal, path, (session, done) => session.unlink(path, (error) => done(error, undefined)));
  }

  open(path: string, mode: 'r' | 'r+' | 'wx', signal: AbortSignal): Promise<Buffer> {
    return this.#ask<Buffer>(signal, path, (session, done) => session.open(path, mode, done));
  }

  close(handle: Buffer, path: string, signal: AbortSignal): Promise<void> {
    return this.#ask<void>(signal, path, (session, done) => session.close(handle, (error) => done(error, undefined)));
  }

  /** One request; pieces of one file may be on their way at the same time. */
  write(handle: Buffer, path: string, piece: Buffer, position: number, signal: AbortSignal): Promise<void> {
    return this.#ask<void>(signal, path, (session, done) =>
      session.write(handle, piece, 0, piece.length, position, (error) => done(error, undefined)),
    );
  }

  /** To the end, whatever size the server has told, and no further than `atMost`. */
  async readAll(path: string, atMost: number, signal: AbortSignal): Promise<Buffer> {
    const handle = await this.open(path, 'r', signal);
    const chunks: Buffer[] = [];
    try {
      for (let size = 0; ; ) {
        const chunk = await this.#read(handle, path, size, signal);
        if (chunk.length === 0) return Buffer.concat(chunks);
        size += chunk.length;
        if (size > atMost) throw tooLarge(path, atMost);
        chunks.push(chunk);
      }
    } finally {
      await this.close(handle, path, signal).catch(() => {});
    }
  }

  #read(handle: Buffer, path: string, position: number, signal: AbortSignal): Promise<Buffer> {
    const space = Buffer.allocUnsafe(READ_BYTES);
    return this.#ask<Buffer>(signal, path, (session, done) =>
      session.read(handle, space, 0, space.length, position, (error, count) => {
        // The end of a file is an error to this library.
        if (error && 'code' in error && error.code === END_OF_FILE) done(null, space.subarray(0, 0));
        else done(error, space.subarray(0, count));
      }),
    );
  }

  /** Over what is there, in one step. False where the server cannot. */
  async renameOver(from: string, to: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#ask<void>(signal, to, (session, done) =>
        session.ext_openssh_rename(from, to, (error) => done(error, undefined)),
      );
      return true;
    } catch (cause) {
      if (cause instanceof CarrierError && cause.code === 'answer_not_understood') return false;
      throw cause;
    }
  }

  /** How this server makes a file out of another one without its bytes passing here. The library keeps to itself what it was told. */
  get copies(): 'data' | 'link' | undefined {
    const said: unknown = Reflect.get(this.#connection.session, '_extensions');
    if (typeof said !== 'object' || said === null) return undefined;
    if (COPY_DATA in said) return 'data';
    return HARD_LINK in said ? 'link' : undefined;
  }

  /** A second name of the same file. */
  link(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#ask<void>(signal, to, (session, done) =>
      session.ext_openssh_hardlink(from, to, (error) => done(error, undefined)),
    );
  }

  /** All of an open file into another one. */
  copyData(from: Buffer, to: Buffer, path: string, signal: AbortSignal): Promise<void> {
    this.#copies += 1;
    const copied = this.#ask<void>(signal, path, (session, done) =>
      session.ext_copy_data(from, 0, 0, to, 0, (error) => done(error, undefined)),
    );
    return copied.finally(() => {
      this.#copies -= 1;
    });
  }

  rename(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#ask<void>(signal, to, (session, done) => session.rename(from, to, (error) => done(error, undefined)));
  }

  /** Free bytes for this user, where the server tells. */
  async room(path: string, signal: AbortSignal): Promise<number | undefined> {
    try {
      const found = await this.#ask<{ f_bavail?: unknown; f_frsize?: unknown }>(signal, path, (session, done) =>
        session.ext_openssh_statvfs(path, done),
      );
      return typeof found.f_bavail === 'number' && typeof found.f_frsize === 'number'
        ? found.f_bavail * found.f_frsize
        : undefined;
    } catch {
      return undefined;
    }
  }

  async #orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (cause) {
      if (cause instanceof CarrierError && cause.code === 'file_missing') return undefined;
      throw cause;
    }
  }

  /** What is asked of a connection while it breaks is answered by nobody: its end answers. */
  #ask<T>(signal: AbortSignal, path: string, start: (session: SftpSession, done: Callback<T>) => unknown): Promise<T> {
    const { session, gone, gather } = this.#connection;
    const work = new Promise<T>((resolve, reject) => {
      const broke = () => {
        this.#heard();
        reject(this.#broken(undefined));
      };
      let forget = () => {};
      const done: Callback<T> = (error, value) => {
        forget();
        this.#heard();
        if (error) reject(this.#fault(error, path));
        else resolve(value);
      };
      this.#asked();
      if (!this.alive) return broke();
      forget = onceAborted(gone, broke);
      try {
        gather();
        start(session, done);
      } catch (cause) {
        forget();
        this.#heard();
        reject(this.#fault(cause, path));
      }
    });
    return untilAborted(signal, work);
  }

  #asked(): void {
    this.#waiting += 1;
    if (this.#watch !== undefined) return;
    this.#heardAt = performance.now();
    this.#watch = setInterval(() => {
      const most = this.#copies > 0 ? COPY_MS : this.#silentMs;
      if (performance.now() - this.#heardAt >= most) void this.#connection.end();
    }, this.#silentMs / 4);
    this.#watch.unref();
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#waiting -= 1;
    if (this.#waiting > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #broken(cause: unknown): CarrierError {
    return new CarrierError(fault('unreachable.broken', this.#host), { cause });
  }

  #fault(cause: unknown, path: string): CarrierError {
    if (!this.alive) return this.#broken(cause);
    const network = networkFault(cause, this.#host);
    if (network) return network;
    const message = errorText(cause);
    if (message.includes('does not support this extended request')) {
      return new CarrierError(fault('answer_not_understood.cannot'), { cause });
    }
    if (message.includes('No response from server')) {
      return this.#broken(cause);
    }
    const code = cause instanceof Error && 'code' in cause ? Number(cause.code) : Number.NaN;
    const error = FAULTS[code] ?? fault('failed.says', message);
    return new CarrierError(faultAt(path, error), { path, cause });
  }
}

/** Whether the server refused without saying why. */
export function isBareFailure(cause: unknown): boolean {
  if (!(cause instanceof CarrierError)) return false;
  const inner = cause.cause;
  const bare = inner instanceof Error && 'code' in inner && Number(inner.code) === FAILURE;
  return bare && /^failure$/i.test(inner.message);
}
