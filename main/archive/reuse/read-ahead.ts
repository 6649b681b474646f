import { COPY_BYTES } from '../compress/schedule.ts';
import type { PreviousArchive } from './previous-archive.ts';

/** Reads stretches of the previous archive before they are needed, into buffers that are used again. */
export class ReadAhead {
  readonly #previous: PreviousArchive | undefined;
  readonly #free: Uint8Array[] = [];
  readonly #reading = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(previous: PreviousArchive | undefined) {
    this.#previous = previous;
  }

  /** The bytes from `start` to `end`; undefined when the archive does not have them any more. */
  read(start: number, end: number): Promise<Uint8Array | undefined> {
    const reading = this.#read(start, end);
    this.#reading.add(reading);
    void reading.finally(() => this.#reading.delete(reading));
    return reading;
  }

  recycle(bytes: Uint8Array): void {
    this.#free.push(new Uint8Array(bytes.buffer));
  }

  /** Waits for what is being read, then lets go of the archive. */
  close(): Promise<void> {
    this.#closed ??= Promise.all(this.#reading).then(() => this.#previous?.close());
    return this.#closed;
  }

  async #read(start: number, end: number): Promise<Uint8Array | undefined> {
    if (this.#previous === undefined || this.#closed !== undefined) return undefined;
    const buffer = this.#free.pop() ?? new Uint8Array(Buffer.allocUnsafeSlow(COPY_BYTES).buffer);
    const bytes = buffer.subarray(0, end - start);
    const isThere = await this.#previous.read(bytes, start).catch(() => false);
    return isThere ? bytes : undefined;
  }
}
