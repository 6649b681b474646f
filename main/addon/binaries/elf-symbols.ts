import type { ElfImage } from './elf-image.ts';
import { ENTRY_POINTS, type EntryPoint } from './entry-points.ts';

const MOST_STEPS = 4096;

/** Looks the names up as the loader does, by the hash table, so that a library with 100,000 symbols costs a few reads. */
export async function findEntryPoints(image: ElfImage): Promise<readonly EntryPoint[]> {
  const found: EntryPoint[] = [];
  if (image.symbols === undefined) return found;
  for (const name of ENTRY_POINTS) {
    const isThere =
      image.gnuHash !== undefined
        ? await findByGnuHash(image, image.offsetOf(image.gnuHash), name)
        : image.hash !== undefined && (await findByHash(image, image.offsetOf(image.hash), name));
    if (isThere) found.push(name);
  }
  return found;
}

async function findByGnuHash(image: ElfImage, table: number, name: string): Promise<boolean> {
  const { window } = image;
  const head = await window.bytes(table, 16);
  const buckets = head.readUInt32LE(0);
  const first = head.readUInt32LE(4);
  if (buckets === 0) return false;
  const hash = gnuHash(name);
  const bucketsAt = table + 16 + head.readUInt32LE(8) * 8;
  const chainsAt = bucketsAt + buckets * 4;
  let symbol = await window.u32(bucketsAt + (hash % buckets) * 4);
  if (symbol < first) return false;
  for (let step = 0; step < MOST_STEPS; step++, symbol++) {
    const chain = await window.u32(chainsAt + (symbol - first) * 4);
    if ((chain | 1) >>> 0 === (hash | 1) >>> 0 && (await isDefined(image, symbol, name))) return true;
    if ((chain & 1) === 1) return false;
  }
  return false;
}

async function findByHash(image: ElfImage, table: number, name: string): Promise<boolean> {
  const { window } = image;
  const buckets = await window.u32(table);
  if (buckets === 0) return false;
  let symbol = await window.u32(table + 8 + (sysvHash(name) % buckets) * 4);
  for (let step = 0; symbol !== 0 && step < MOST_STEPS; step++) {
    if (await isDefined(image, symbol, name)) return true;
    symbol = await window.u32(table + 8 + (buckets + symbol) * 4);
  }
  return false;
}

async function isDefined(image: ElfImage, symbol: number, name: string): Promise<boolean> {
  const row = await image.window.bytes(image.offsetOf(image.symbols ?? 0) + symbol * 24, 24);
  return row.readUInt16LE(6) !== 0 && (await image.text(row.readUInt32LE(0))) === name;
}

function gnuHash(name: string): number {
  let hash = 5381;
  for (const byte of Buffer.from(name)) hash = (Math.imul(hash, 33) + byte) >>> 0;
  return hash;
}

function sysvHash(name: string): number {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = ((hash << 4) + byte) >>> 0;
    const high = hash & 0xf000_0000;
    hash = (hash ^ (high >>> 24)) & ~high & 0x0fff_ffff;
  }
  return hash;
}
