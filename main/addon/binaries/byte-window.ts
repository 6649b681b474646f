/** Reads bytes of a file; fewer than asked for where it ends. */
export type ReadBytes = (from: number, length: number) => Promise<Buffer>;

/** The file ends before, or says things that cannot be: nothing is known about it then. */
export class NotReadable extends Error {}

const PAGE_BYTES = 16 * 1024;
const MOST_AT_ONCE = 1024 * 1024;
/** Tables of the largest plugins are far below this; a file made to keep us reading is given up. */
const MOST_PAGES = 512;

/** The few places of a large file that a parser looks at, each page read once. Every look outside the file throws NotReadable. */
export class ByteWindow {
  readonly size: number;
  readonly #read: ReadBytes;
  readonly #pages = new Map<number, Buffer>();

  constructor(size: number, read: ReadBytes) {
    this.size = size;
    this.#read = read;
  }

  async bytes(from: number, length: number): Promise<Buffer> {
    if (!(from >= 0 && length >= 0 && length <= MOST_AT_ONCE && from + length <= this.size)) throw new NotReadable();
    const first = Math.floor(from / PAGE_BYTES);
    const last = Math.floor(Math.max(from, from + length - 1) / PAGE_BYTES);
    if (first === last) {
      const start = from - first * PAGE_BYTES;
      return sliceOf(await this.#page(first), start, length);
    }
    const pages: Buffer[] = [];
    for (let page = first; page <= last; page++) pages.push(await this.#page(page));
    return sliceOf(Buffer.concat(pages), from - first * PAGE_BYTES, length);
  }

  /** Text up to the next NUL, or undefined where there is none within `most` bytes. */
  async text(from: number, most = 4096): Promise<string | undefined> {
    const bytes = await this.bytes(from, Math.min(most, Math.max(0, this.size - from)));
    const end = bytes.indexOf(0);
    return end < 0 ? undefined : bytes.toString('utf8', 0, end);
  }

  async u32(from: number): Promise<number> {
    return (await this.bytes(from, 4)).readUInt32LE(0);
  }

  async #page(index: number): Promise<Buffer> {
    const known = this.#pages.get(index);
    if (known !== undefined) return known;
    if (this.#pages.size >= MOST_PAGES) throw new NotReadable();
    const from = index * PAGE_BYTES;
    const page = await this.#read(from, Math.min(PAGE_BYTES, this.size - from));
    this.#pages.set(index, page);
    return page;
  }
}

function sliceOf(bytes: Buffer, from: number, length: number): Buffer {
  if (from + length > bytes.length) throw new NotReadable();
  return bytes.subarray(from, from + length);
}

/** A 64-bit number as a file offset; what is no exact number is outside of every file anyway. */
export function u64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}
