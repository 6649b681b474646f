/** Reads the 128 bits of a block from its lowest bit on. One reader serves a whole picture: blocks come by the million. */
export class BlockBits {
  readonly #words = new Uint32Array(5);
  #at = 0;

  load(bytes: Uint8Array, at: number): void {
    for (let word = 0; word < 4; word++) {
      const start = at + word * 4;
      this.#words[word] =
        (bytes[start] ?? 0) |
        ((bytes[start + 1] ?? 0) << 8) |
        ((bytes[start + 2] ?? 0) << 16) |
        ((bytes[start + 3] ?? 0) << 24);
    }
    this.#at = 0;
  }

  /** At most 16 bits. */
  read(count: number): number {
    const word = this.#at >>> 5;
    const shift = this.#at & 31;
    this.#at += count;
    let bits = (this.#words[word] ?? 0) >>> shift;
    if (shift + count > 32) bits |= (this.#words[word + 1] ?? 0) << (32 - shift);
    return bits & ((1 << count) - 1);
  }

  readReversed(count: number): number {
    let bits = 0;
    for (let at = 0; at < count; at++) bits = (bits << 1) | this.read(1);
    return bits;
  }
}
