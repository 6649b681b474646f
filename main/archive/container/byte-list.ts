const CHUNK_BYTES = 64 << 10;

/** Bytes that are kept for later, many small pieces at little cost. */
export class ByteList {
  readonly #full: Uint8Array[] = [];
  #chunk = new Uint8Array(0);
  #used = 0;

  add(bytes: Uint8Array): void {
    if (bytes.length > this.#chunk.length - this.#used) this.#next(bytes.length);
    this.#chunk.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  /** All of them in order; the list is empty afterwards. */
  take(): Uint8Array[] {
    this.#next(0);
    return this.#full.splice(0);
  }

  #next(atLeast: number): void {
    if (this.#used > 0) this.#full.push(this.#chunk.subarray(0, this.#used));
    this.#chunk = new Uint8Array(atLeast === 0 ? 0 : Math.max(CHUNK_BYTES, atLeast));
    this.#used = 0;
  }
}
