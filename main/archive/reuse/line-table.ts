import { crc32 } from 'node:zlib';

const EMPTY = -1;

/** From a text to the numbers of lines that stand for it, at some thirty bytes a line. Who asks compares the line itself, which is rarely another. */
export class LineTable {
  readonly #slots: Int32Array;
  readonly #sums: Uint32Array;

  /** For at most so many lines. */
  constructor(lines: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * lines + 2))).fill(EMPTY);
    this.#sums = new Uint32Array(this.#slots.length);
  }

  add(text: string, line: number): void {
    const sum = crc32(text);
    let slot = this.#slotOf(sum);
    while (this.#slots[slot] !== EMPTY) slot = this.#after(slot);
    this.#slots[slot] = line;
    this.#sums[slot] = sum;
  }

  /** The line added last that is the wanted one. */
  find(text: string, isWanted: (line: number) => boolean): number | undefined {
    const sum = crc32(text);
    let found: number | undefined;
    for (let slot = this.#slotOf(sum); ; slot = this.#after(slot)) {
      const line = this.#slots[slot] ?? EMPTY;
      if (line === EMPTY) return found;
      if (this.#sums[slot] === sum && isWanted(line)) found = line;
    }
  }

  // The lower bits of a sum of similar texts are alike; the product spreads them.
  #slotOf(sum: number): number {
    return (Math.imul(sum, 0x9e37_79b1) >>> 8) & (this.#slots.length - 1);
  }

  #after(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1);
  }
}
