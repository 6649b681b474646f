/** The same numbers for the same seed, so that a failure can be seen again. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TELLING = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8, 0xffff_ffff];

/** A file with some bytes, numbers or pieces of it changed, or its end cut off. Nearly all changes are where the tables are. */
export function mutate(file: Buffer, random: (below: number) => number): Buffer {
  const changed = Buffer.from(file);
  const tables = Math.min(file.length, 6000);
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(random(8) === 0 ? file.length : tables);
    const kind = random(4);
    if (kind === 0) changed[at] = random(256);
    else if (kind === 1 && at + 4 <= file.length) changed.writeUInt32LE(TELLING[random(TELLING.length)] ?? 0, at);
    else if (kind === 2 && at + 4 <= file.length) changed.writeUInt32LE(random(file.length * 2), at);
    else changed.copy(changed, at, random(tables), random(tables));
  }
  return random(10) === 0 ? changed.subarray(0, random(file.length)) : changed;
}

/** Hands out parts of a file and counts them, so that a test can see what a parser asks for. */
export class CountedFile {
  readonly #file: Buffer;
  bytesRead = 0;
  reads = 0;

  constructor(file: Buffer) {
    this.#file = file;
  }

  readonly read = async (from: number, length: number): Promise<Buffer> => {
    const part = this.#file.subarray(from, from + length);
    this.reads++;
    this.bytesRead += part.length;
    return part;
  };
}
