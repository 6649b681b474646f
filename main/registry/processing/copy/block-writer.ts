import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const BLOCK = 1024 * 1024;

/** Writes a file front to back in large blocks: one is filled while the other is on its way to the disk. */
export class BlockWriter {
  readonly #handle: FileHandle;
  readonly #hash: Hash | undefined;
  #filling = Buffer.allocUnsafeSlow(BLOCK);
  #spare = Buffer.allocUnsafeSlow(BLOCK);
  #filled = 0;
  #length = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle, hash?: Hash) {
    this.#handle = handle;
    this.#hash = hash;
  }

  /** Bytes given so far, written or not. */
  get length(): number {
    return this.#length;
  }

  /** Takes a copy. There is something to wait for only when a block has become full. */
  append(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#filled + bytes.length > BLOCK) return this.#appendAcross(bytes);
    this.#filling.set(bytes, this.#filled);
    this.#filled += bytes.length;
    this.#length += bytes.length;
    return undefined;
  }

  /** Everything given so far is in the file when this resolves. */
  async flush(): Promise<void> {
    await this.#passOn();
    await this.#writing;
  }

  /** Waits for the disk without giving it more; for a writer that is being given up. */
  written(): Promise<void> {
    return this.#writing;
  }

  async #appendAcross(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      if (this.#filled === BLOCK) await this.#passOn();
      const part = bytes.subarray(at, at + BLOCK - this.#filled);
      this.#filling.set(part, this.#filled);
      this.#filled += part.length;
      this.#length += part.length;
      at += part.length;
    }
  }

  async #passOn(): Promise<void> {
    await this.#writing;
    const full = this.#filling.subarray(0, this.#filled);
    [this.#filling, this.#spare] = [this.#spare, this.#filling];
    this.#filled = 0;
    this.#writing = writeFully(this.#handle, full);
    // A failure is met by the next wait; until then it must not count as unhandled.
    this.#writing.catch(() => undefined);
    this.#hash?.update(full);
  }
}

async function writeFully(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}
