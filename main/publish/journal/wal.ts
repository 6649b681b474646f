// The write-ahead log of a SQLite file, read as far as it makes sense: the newest part of the history is only in it.

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC_LITTLE = 0x377f0682;
const MAGIC_BIG = 0x377f0683;

export interface WalFrame {
  readonly number: number;
  readonly page: Buffer;
}

export interface Wal {
  readonly pageBytes: number;
  /** Every whole frame of the present round, damaged or not, oldest first. */
  readonly frames: readonly WalFrame[];
  /** A frame that SQLite must stop at stands before one that ends a transaction: what follows it would be forgotten. */
  readonly damaged: boolean;
}

/** Undefined where it is none, or is too short to say anything. */
export function readWal(file: Buffer): Wal | undefined {
  if (file.length < HEADER_BYTES + FRAME_HEADER_BYTES) return undefined;
  const magic = file.readUInt32BE(0);
  const pageBytes = file.readUInt32BE(8);
  const known = magic === MAGIC_LITTLE || magic === MAGIC_BIG;
  const sane = pageBytes >= 512 && pageBytes <= 65_536 && (pageBytes & (pageBytes - 1)) === 0;
  if (!known || !sane) return { pageBytes: 4096, frames: framesOf(file, 4096, undefined), damaged: true };
  const sum = new Checksum(magic === MAGIC_BIG);
  sum.add(file.subarray(0, 24));
  if (!sum.is(file.readUInt32BE(24), file.readUInt32BE(28)))
    return { pageBytes, frames: framesOf(file, pageBytes, undefined), damaged: true };
  let intact = true;
  let damaged = false;
  const salt = file.subarray(16, 24);
  for (const at of framePlaces(file, pageBytes)) {
    // SQLite ends here: what is left over from an earlier round, or a damaged frame.
    if (file.compare(salt, 0, 8, at + 8, at + 16) !== 0) {
      intact = false;
      continue;
    }
    sum.add(file.subarray(at, at + 8));
    sum.add(file.subarray(at + FRAME_HEADER_BYTES, at + FRAME_HEADER_BYTES + pageBytes));
    intact &&= sum.is(file.readUInt32BE(at + 16), file.readUInt32BE(at + 20));
    const endsTransaction = file.readUInt32BE(at + 4) !== 0;
    if (!intact && endsTransaction) damaged = true;
  }
  return { pageBytes, frames: framesOf(file, pageBytes, salt), damaged };
}

function framesOf(file: Buffer, pageBytes: number, salt: Buffer | undefined): WalFrame[] {
  const frames: WalFrame[] = [];
  for (const at of framePlaces(file, pageBytes)) {
    if (salt !== undefined && file.compare(salt, 0, 8, at + 8, at + 16) !== 0) continue;
    const from = at + FRAME_HEADER_BYTES;
    frames.push({ number: file.readUInt32BE(at), page: file.subarray(from, from + pageBytes) });
  }
  return frames;
}

function* framePlaces(file: Buffer, pageBytes: number): Generator<number> {
  const step = FRAME_HEADER_BYTES + pageBytes;
  for (let at = HEADER_BYTES; at + step <= file.length; at += step) yield at;
}

/** SQLite's running sum over pairs of words; each frame's goes on from the one before. */
class Checksum {
  readonly #big: boolean;
  #one = 0;
  #two = 0;

  constructor(big: boolean) {
    this.#big = big;
  }

  add(bytes: Buffer): void {
    for (let at = 0; at + 8 <= bytes.length; at += 8) {
      this.#one = (this.#one + this.#word(bytes, at) + this.#two) >>> 0;
      this.#two = (this.#two + this.#word(bytes, at + 4) + this.#one) >>> 0;
    }
  }

  is(one: number, two: number): boolean {
    return this.#one === one && this.#two === two;
  }

  #word(bytes: Buffer, at: number): number {
    return this.#big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
  }
}
