/** The stream ends too early, or says what cannot be. */
export class BrokenStream extends Error {}

const TOP = 2 ** 24;
const STATES = 12;
const POSITION_STATES = 16;
const END_OF_STREAM = 0xffff_ffff;

/** The start of an LZMA stream, in Igor Pavlov's terms: five bytes of properties, then the range coder's bytes. */
export function decodeLzma(properties: Buffer, packed: Buffer, length: number): Buffer {
  if (properties.length < 5) throw new BrokenStream();
  const decoder = new LzmaDecoder(length);
  decoder.setProperties(properties[0] ?? 0);
  decoder.decode(packed, length);
  return decoder.output.subarray(0, decoder.length);
}

/** Gives the first bytes of a stream; all that was given before is the dictionary, so memory is bounded by what is asked for. */
export class LzmaDecoder {
  readonly output: Buffer;
  length = 0;
  #input: Buffer = Buffer.alloc(0);
  #at = 0;
  #range = 0;
  #code = 0;
  #state = 0;
  #repeats: [number, number, number, number] = [0, 0, 0, 0];
  #literalContext = 0;
  #literalPositionMask = 0;
  #positionMask = 0;
  #literals = probabilities(0);
  #isMatch = probabilities(STATES * POSITION_STATES);
  #isRepeat = probabilities(STATES * 4);
  #isRepeat0Long = probabilities(STATES * POSITION_STATES);
  #slots = probabilities(4 * 64);
  #positions = probabilities(128);
  #align = probabilities(16);
  #matchLength = lengthCoder();
  #repeatLength = lengthCoder();

  constructor(most: number) {
    this.output = Buffer.alloc(most);
  }

  setProperties(byte: number): void {
    if (byte >= 9 * 5 * 5) throw new BrokenStream();
    this.#literalContext = byte % 9;
    const rest = Math.floor(byte / 9);
    this.#literalPositionMask = (1 << (rest % 5)) - 1;
    this.#positionMask = (1 << Math.floor(rest / 5)) - 1;
    this.resetState();
  }

  resetState(): void {
    const contexts = (this.#literalPositionMask + 1) << this.#literalContext;
    this.#literals = probabilities(contexts * 0x300);
    this.#state = 0;
    this.#repeats = [0, 0, 0, 0];
    const tables = [this.#isMatch, this.#isRepeat, this.#isRepeat0Long, this.#slots, this.#positions, this.#align];
    for (const table of tables) table.fill(1024);
    this.#matchLength = lengthCoder();
    this.#repeatLength = lengthCoder();
  }

  copy(bytes: Buffer): void {
    this.length += bytes.copy(this.output, this.length);
  }

  /** Decodes until there are `until` bytes, or the stream says that it ends. */
  decode(packed: Buffer, until: number): void {
    this.#input = packed;
    this.#at = 1;
    this.#range = 0xffff_ffff;
    this.#code = 0;
    for (let index = 0; index < 4; index++) this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
    const end = Math.min(until, this.output.length);
    while (this.length < end) {
      const positionState = this.length & this.#positionMask;
      if (this.#bit(this.#isMatch, this.#state * POSITION_STATES + positionState) === 0) this.#literal();
      else {
        const distance = this.#bit(this.#isRepeat, this.#state) === 0 ? this.#match(positionState) : undefined;
        if (distance === END_OF_STREAM) return;
        if (distance === undefined && !this.#repeat(positionState)) continue;
        this.#copyMatch(end);
      }
    }
  }

  #matched = 0;

  #literal(): void {
    const before = this.length === 0 ? 0 : (this.output[this.length - 1] ?? 0);
    const context =
      ((this.length & this.#literalPositionMask) << this.#literalContext) + (before >>> (8 - this.#literalContext));
    const base = context * 0x300;
    let symbol = 1;
    if (this.#state >= 7) {
      let match = this.#byteAt(this.#repeats[0]);
      while (symbol < 0x100) {
        const matchBit = (match >>> 7) & 1;
        match <<= 1;
        const bit = this.#bit(this.#literals, base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== matchBit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literals, base + symbol);
    this.output[this.length++] = symbol & 0xff;
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  #match(positionState: number): number {
    this.#matched = this.#lengthOf(this.#matchLength, positionState);
    this.#state = this.#state < 7 ? 7 : 10;
    const slot = this.#tree(this.#slots, Math.min(this.#matched - 2, 3) * 64, 6);
    const distance = slot < 4 ? slot : this.#longDistance(slot);
    this.#repeats = [distance, this.#repeats[0], this.#repeats[1], this.#repeats[2]];
    return distance;
  }

  #longDistance(slot: number): number {
    const bits = (slot >>> 1) - 1;
    const start = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return start + this.#reverseTree(this.#positions, start - slot, bits);
    return (start + this.#direct(bits - 4) * 16 + this.#reverseTree(this.#align, 0, 4)) >>> 0;
  }

  /** False when a single byte was repeated, which is done already. */
  #repeat(positionState: number): boolean {
    const state = this.#state;
    if (this.#bit(this.#isRepeat, STATES + state) === 0) {
      if (this.#bit(this.#isRepeat0Long, state * POSITION_STATES + positionState) === 0) {
        this.output[this.length] = this.#byteAt(this.#repeats[0]);
        this.length++;
        this.#state = state < 7 ? 9 : 11;
        return false;
      }
    } else {
      const [first, second, third, fourth] = this.#repeats;
      if (this.#bit(this.#isRepeat, STATES * 2 + state) === 0) this.#repeats = [second, first, third, fourth];
      else if (this.#bit(this.#isRepeat, STATES * 3 + state) === 0) this.#repeats = [third, first, second, fourth];
      else this.#repeats = [fourth, first, second, third];
    }
    this.#matched = this.#lengthOf(this.#repeatLength, positionState);
    this.#state = state < 7 ? 8 : 11;
    return true;
  }

  #copyMatch(end: number): void {
    const back = this.#repeats[0] + 1;
    if (back > this.length) throw new BrokenStream();
    const to = Math.min(end, this.length + this.#matched);
    for (; this.length < to; this.length++) this.output[this.length] = this.output[this.length - back] ?? 0;
  }

  #byteAt(distance: number): number {
    const byte = this.output[this.length - distance - 1];
    if (byte === undefined) throw new BrokenStream();
    return byte;
  }

  #lengthOf({ choice, low, middle, high }: LengthCoder, positionState: number): number {
    if (this.#bit(choice, 0) === 0) return 2 + this.#tree(low, positionState * 8, 3);
    if (this.#bit(choice, 1) === 0) return 10 + this.#tree(middle, positionState * 8, 3);
    return 18 + this.#tree(high, 0, 8);
  }

  #tree(table: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let index = 0; index < bits; index++) symbol = (symbol << 1) | this.#bit(table, base + symbol);
    return symbol - (1 << bits);
  }

  #reverseTree(table: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let index = 0; index < bits; index++) {
      const bit = this.#bit(table, base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  #direct(bits: number): number {
    let value = 0;
    for (let index = 0; index < bits; index++) {
      this.#range = this.#range >>> 1;
      const isOne = this.#code >= this.#range;
      if (isOne) this.#code = (this.#code - this.#range) >>> 0;
      value = value * 2 + (isOne ? 1 : 0);
      this.#normalize();
    }
    return value;
  }

  #bit(table: Uint16Array, index: number): 0 | 1 {
    const probability = table[index] ?? 1024;
    const bound = (this.#range >>> 11) * probability;
    const isZero = this.#code < bound;
    if (isZero) {
      this.#range = bound;
      table[index] = probability + ((2048 - probability) >>> 5);
    } else {
      this.#range = (this.#range - bound) >>> 0;
      this.#code = (this.#code - bound) >>> 0;
      table[index] = probability - (probability >>> 5);
    }
    this.#normalize();
    return isZero ? 0 : 1;
  }

  #normalize(): void {
    if (this.#range >= TOP) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
  }

  #byte(): number {
    const byte = this.#input[this.#at++];
    if (byte === undefined) throw new BrokenStream();
    return byte;
  }
}

interface LengthCoder {
  readonly choice: Uint16Array;
  readonly low: Uint16Array;
  readonly middle: Uint16Array;
  readonly high: Uint16Array;
}

function lengthCoder(): LengthCoder {
  return {
    choice: probabilities(2),
    low: probabilities(POSITION_STATES * 8),
    middle: probabilities(POSITION_STATES * 8),
    high: probabilities(256),
  };
}

/** Every bit is as likely 0 as 1 until it was seen. */
function probabilities(count: number): Uint16Array<ArrayBuffer> {
  return new Uint16Array(count).fill(1024);
}
