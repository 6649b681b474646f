import type { Cpu } from '../detect/binary-header.ts';
import type { ElfFacts } from './binary-facts.ts';
import { type ByteWindow, NotReadable, u64 } from './byte-window.ts';
import type { ElfImage } from './elf-image.ts';
import { findEntryPoints } from './elf-symbols.ts';

const MOST_SEGMENTS = 256;
const MOST_ENTRIES = 4096;
const LOAD = 1;
const DYNAMIC = 2;
const TAG = {
  needed: 1,
  hash: 4,
  strings: 5,
  symbols: 6,
  soname: 14,
  rpath: 15,
  runpath: 29,
  gnuHash: 0x6fff_fef5,
  versions: 0x6fff_fffe,
  versionCount: 0x6fff_ffff,
} as const;

interface Segment {
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** A 64-bit Linux library. (System V ABI; Linux Standard Base, symbol versioning) */
export async function parseElf(window: ByteWindow, cpu: Cpu): Promise<ElfFacts> {
  const header = await window.bytes(0, 64);
  if (header[4] !== 2 || header[5] !== 1) throw new NotReadable();
  const { loads, dynamic } = await readSegments(window, header);
  const tags = dynamic === undefined ? [] : await readTags(window, dynamic);
  const one = (tag: number) => tags.find(([key]) => key === tag)?.[1];
  const offsetOf = (address: number): number => {
    const holds = loads.find((load) => address >= load.address && address - load.address < load.size);
    if (holds === undefined) throw new NotReadable();
    return holds.offset + address - holds.address;
  };
  const strings = one(TAG.strings);
  const text = async (index: number): Promise<string> => {
    const found = strings === undefined ? undefined : await window.text(offsetOf(strings) + index);
    if (found === undefined) throw new NotReadable();
    return found;
  };
  const texts = async (tag: number): Promise<string[]> => {
    const found: string[] = [];
    for (const [key, value] of tags) if (key === tag) found.push(await text(value));
    return found;
  };
  const paths = async (tag: number) =>
    (await texts(tag)).flatMap((list) => list.split(':')).filter((path) => path !== '');
  const versions = one(TAG.versions);
  const image = { window, offsetOf, hash: one(TAG.hash), gnuHash: one(TAG.gnuHash), symbols: one(TAG.symbols), text };
  return {
    format: 'elf',
    cpu,
    soname: (await texts(TAG.soname))[0],
    needed: await texts(TAG.needed),
    rpath: await paths(TAG.rpath),
    runpath: await paths(TAG.runpath),
    versions: versions === undefined ? [] : await readVersions(image, offsetOf(versions), one(TAG.versionCount) ?? 0),
    entryPoints: await findEntryPoints(image),
  };
}

async function readSegments(window: ByteWindow, header: Buffer) {
  const count = header.readUInt16LE(56);
  if (count > MOST_SEGMENTS || header.readUInt16LE(54) !== 56) throw new NotReadable();
  const table = await window.bytes(u64(header, 32), count * 56);
  const loads: Segment[] = [];
  let dynamic: Segment | undefined;
  for (let index = 0; index < count; index++) {
    const row = table.subarray(index * 56);
    const segment = { offset: u64(row, 8), address: u64(row, 16), size: u64(row, 32) };
    if (row.readUInt32LE(0) === LOAD) loads.push(segment);
    else if (row.readUInt32LE(0) === DYNAMIC) dynamic = segment;
  }
  return { loads, dynamic };
}

async function readTags(
  window: ByteWindow,
  { offset, size }: Segment,
): Promise<readonly (readonly [number, number])[]> {
  const count = Math.min(MOST_ENTRIES, Math.floor(size / 16));
  const table = await window.bytes(offset, count * 16);
  const tags: (readonly [number, number])[] = [];
  for (let index = 0; index < count; index++) {
    const tag = u64(table, index * 16);
    if (tag === 0) break;
    tags.push([tag, u64(table, index * 16 + 8)]);
  }
  return tags;
}

async function readVersions({ window, text }: ElfImage, start: number, count: number): Promise<readonly string[]> {
  const found = new Set<string>();
  let library = start;
  for (let index = 0; index < Math.min(count, MOST_ENTRIES); index++) {
    const row = await window.bytes(library, 16);
    let version = library + row.readUInt32LE(8);
    for (let left = row.readUInt16LE(2); left > 0 && found.size < MOST_ENTRIES; left--) {
      const one = await window.bytes(version, 16);
      // A weak one is asked for, but may be missing.
      if ((one.readUInt16LE(4) & 2) === 0) found.add(await text(one.readUInt32LE(8)));
      if (one.readUInt32LE(12) === 0) break;
      version += one.readUInt32LE(12);
    }
    if (row.readUInt32LE(12) === 0) break;
    library += row.readUInt32LE(12);
  }
  return [...found];
}
