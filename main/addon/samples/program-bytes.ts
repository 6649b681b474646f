/** Bytes that look like machine code to a compressor: neither constant nor random. */
export function codeLike(bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  let state = bytes >>> 0;
  for (let at = 0; at < bytes; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    file[at] = at % 4 === 0 ? state >>> 24 : (state >>> 28) & 0x0f;
  }
  return file;
}

/** Puts tables into a file one after the other, and tells where each lies. */
export class TableWriter {
  readonly #file: Buffer;
  #at: number;

  constructor(file: Buffer, from: number) {
    this.#file = file;
    this.#at = from;
  }

  get end(): number {
    return this.#at;
  }

  put(bytes: Uint8Array): number {
    this.#at = Math.ceil(this.#at / 8) * 8;
    const at = this.#at;
    this.#file.set(bytes, at);
    this.#at += bytes.length;
    return at;
  }

  text(text: string): number {
    return this.put(Buffer.from(`${text}\0`));
  }
}

export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32LE(value, index * 4);
  });
  return bytes;
}

export function bigWords(...values: readonly number[]): Buffer {
  return words(...values).swap32();
}
