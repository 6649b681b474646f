import { BrokenStream } from './lzma.ts';
import { findPackedFile, isSevenZip, START_BYTES, unpack } from './seven-zip.ts';

/** The files a DSF names. (developer.x-plane.com, DSF File Format Specification) */
export interface DsfDefinitions {
  readonly terrains: readonly string[];
  readonly objects: readonly string[];
  readonly polygons: readonly string[];
  readonly networks: readonly string[];
}

type ReadBytes = (from: number, length: number) => Promise<Buffer>;

const COOKIE = 'XPLNEDSF';
/** The cookie and the version. */
const HEAD_BYTES = 12;
/** The definitions of the largest scenery known are below 200 KiB. */
const MOST_DEFINITIONS = 4 * 1024 * 1024;
const MOST_UNPACKED = 8 * 1024 * 1024;
const FIRST_UNPACKED = 16 * 1024;
/** What does not compress grows a little. */
const MARGIN = 8 * 1024;
const MOST_ATOMS = 32;

/** Undefined for what is no DSF, or a damaged one. */
export async function readDefinitions(size: number, read: ReadBytes): Promise<DsfDefinitions | undefined> {
  const start = await read(0, Math.min(size, START_BYTES));
  try {
    if (isSevenZip(start)) return await readPacked(start, read);
    const definitions = await findDefinitions(size, read);
    return definitions && parseDefinitions(definitions);
  } catch (error) {
    if (error instanceof BrokenStream) return undefined;
    throw error;
  }
}

/** The definitions stand near the start, so only as much is unpacked as they need. */
async function readPacked(start: Buffer, read: ReadBytes): Promise<DsfDefinitions | undefined> {
  const file = await findPackedFile(start, read);
  for (let length = Math.min(file.size, FIRST_UNPACKED); ; length = Math.min(file.size, length * 8)) {
    const packed = await read(file.from, Math.min(file.packedSize, length + MARGIN));
    const bytes = unpack(file, packed, length);
    const found = await findDefinitions(bytes.length, async (from, count) => bytes.subarray(from, from + count));
    if (found !== undefined) return parseDefinitions(found);
    if (bytes.toString('latin1', 0, 8) !== COOKIE || length === file.size || length >= MOST_UNPACKED) return undefined;
  }
}

/** The inside of the DEFN atom; undefined where it is not, or not whole, within `size` bytes. */
async function findDefinitions(size: number, read: ReadBytes): Promise<Buffer | undefined> {
  if ((await read(0, HEAD_BYTES)).toString('latin1', 0, 8) !== COOKIE) return undefined;
  for (let at = HEAD_BYTES, atoms = 0; at + 8 <= size && atoms < MOST_ATOMS; atoms++) {
    const head = await read(at, 8);
    if (head.length < 8) return undefined;
    const length = head.readUInt32LE(4);
    if (length < 8) return undefined;
    // Atom ids are numbers in little-endian order, so their letters read backwards.
    if (head.toString('latin1', 0, 4) === 'NFED') {
      if (length > MOST_DEFINITIONS || at + length > size) return undefined;
      const inside = await read(at + 8, length - 8);
      return inside.length === length - 8 ? inside : undefined;
    }
    at += length;
  }
  return undefined;
}

function parseDefinitions(bytes: Buffer): DsfDefinitions | undefined {
  const lists = new Map<string, readonly string[]>();
  let at = 0;
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(at + 4);
    // A damaged one, as when a transfer took it for text: nothing it says can be believed.
    if (length < 8 || at + length > bytes.length) return undefined;
    const texts = bytes.toString('utf8', at + 8, at + length).split('\0');
    if (texts.pop() !== '') return undefined;
    lists.set(bytes.toString('latin1', at, at + 4), texts);
    at += length;
  }
  const list = (id: string) => lists.get(id) ?? [];
  return { terrains: list('TRET'), objects: list('TJBO'), polygons: list('YLOP'), networks: list('WTEN') };
}
