import type { ZipSource } from './zip-source.ts';

/**
 * The file seen through a few large reads. Slices handed out stay valid as long as the checks that use them run:
 * a window is read over only when everything registered with `hold` is over.
 */
export class Windows {
  readonly #source: ZipSource;
  readonly #size: number;
  readonly #buffers: (Buffer | undefined)[];
  readonly #holds: Promise<void>[][];
  #current = 0;
  #start = 0;
  #length = 0;

  /** `size` is also the longest slice there can be. Memory is taken at first use. */
  constructor(source: ZipSource, count: number, size: number) {
    this.#source = source;
    this.#size = Math.min(size, source.size);
    this.#buffers = Array.from({ length: count }, () => undefined);
    this.#holds = Array.from({ length: count }, () => []);
  }

  async view(offset: number, length: number): Promise<Buffer> {
    if (offset < this.#start || offset + length > this.#start + this.#length) await this.#load(offset, length);
    const buffer = this.#buffers[this.#current] ?? Buffer.alloc(0);
    return buffer.subarray(offset - this.#start, offset - this.#start + length);
  }

  /** Keeps the current window until `work` has settled. `work` must not reject. */
  hold(work: Promise<void>): void {
    this.#holds[this.#current]?.push(work);
  }

  async #load(offset: number, length: number): Promise<void> {
    const next = (this.#current + 1) % this.#buffers.length;
    await Promise.all(this.#holds[next] ?? []);
    this.#holds[next] = [];
    const buffer = this.#buffers[next] ?? Buffer.allocUnsafeSlow(this.#size);
    this.#buffers[next] = buffer;
    const available = Math.max(length, Math.min(buffer.length, this.#source.size - offset));
    await this.#source.read(buffer, available, offset);
    this.#current = next;
    this.#start = offset;
    this.#length = available;
  }
}
