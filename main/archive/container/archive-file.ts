import { createHash, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import { ArchiveError, codeOf } from '../archive-error.ts';

const CHUNK_BYTES = 512 << 10;
// The disk works on these while the next one fills; more would only be memory.
const CHUNKS_IN_FLIGHT = 6;

/**
 * The archive while it is written: bytes gather in chunks, each is hashed and goes to the disk behind this thread's back.
 * It has a name of its own until it is whole. Hashing here costs a fraction of a millisecond a chunk; a thread for it would take
 * longer to start than most rebuilds last.
 */
export class ArchiveFile {
  readonly path: string;
  readonly #part: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  readonly #free: Buffer[] = [];
  readonly #inFlight: Promise<void>[] = [];
  #chunk = newChunk();
  #used = 0;
  #position = 0;

  private constructor(path: string, part: string, handle: FileHandle) {
    this.path = path;
    this.#part = part;
    this.#handle = handle;
  }

  static async create(path: string): Promise<ArchiveFile> {
    try {
      await mkdir(dirname(path), { recursive: true });
      await removeAbandoned(path);
      const part = partName(path);
      return new ArchiveFile(path, part, await open(part, 'wx'));
    } catch (error) {
      throw writeFault(error, path);
    }
  }

  /** Never waits: the caller awaits `room` between pieces that are large. */
  append(bytes: Uint8Array): void {
    // Nearly all are headers of a few bytes.
    if (bytes.length < CHUNK_BYTES - this.#used) {
      this.#chunk.set(bytes, this.#used);
      this.#used += bytes.length;
      return;
    }
    let rest = bytes;
    while (rest.length > 0) {
      const piece = rest.subarray(0, CHUNK_BYTES - this.#used);
      this.#chunk.set(piece, this.#used);
      this.#used += piece.length;
      rest = rest.subarray(piece.length);
      if (this.#used === CHUNK_BYTES) this.#send();
    }
  }

  async room(): Promise<void> {
    while (this.#inFlight.length > CHUNKS_IN_FLIGHT) await this.#inFlight.shift();
  }

  /** Waits until everything is written. */
  async finish(): Promise<{ size: number; sha256: string }> {
    this.#send();
    while (this.#inFlight.length > 0) await this.#inFlight.shift();
    await this.#handle.close();
    return { size: this.#position, sha256: this.#hash.digest('hex') };
  }

  /** Gives the finished archive its name. */
  async publish(): Promise<void> {
    try {
      await rename(this.#part, this.path);
    } catch (error) {
      throw writeFault(error, this.path);
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await Promise.allSettled(this.#inFlight);
    await this.#handle.close().catch(() => {});
    await rm(this.#part, { force: true });
  }

  #send(): void {
    const whole = this.#chunk;
    const bytes = whole.subarray(0, this.#used);
    this.#hash.update(bytes);
    const sent = this.#write(bytes, this.#position).then(() => void this.#free.push(whole));
    // Awaited in order; a later one that fails first must not count as unhandled until then.
    sent.catch(() => {});
    this.#inFlight.push(sent);
    this.#position += this.#used;
    this.#used = 0;
    this.#chunk = this.#free.pop() ?? newChunk();
  }

  async #write(bytes: Buffer, position: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    } catch (error) {
      throw writeFault(error, this.path);
    }
  }
}

function newChunk(): Buffer {
  return Buffer.allocUnsafeSlow(CHUNK_BYTES);
}

// `.name.zip.<process>.<random>.part`: hidden, beside the archive (a rename must stay on one disk), and telling whose it is.
export function partName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.part`);
}

/** Removes what a build of the same archive left that was killed. */
export async function removeAbandoned(path: string): Promise<void> {
  const prefix = `.${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(prefix)) continue;
    const match = /^(\d+)\.[0-9a-f]{8}\.part$/.exec(name.slice(prefix.length));
    if (match !== null && !isRunning(Number(match[1]))) await rm(join(dirname(path), name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function writeFault(error: unknown, path: string): unknown {
  if (error instanceof ArchiveError) return error;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ArchiveError(fault('disk_full.writing', path), path);
  }
  return new ArchiveError(fault('output_unwritable.because', path, reasonOf(error)), path);
}
