import type { Cpu } from '../detect/binary-header.ts';
import type { PeFacts } from './binary-facts.ts';
import { type ByteWindow, NotReadable } from './byte-window.ts';
import { ENTRY_POINTS, type EntryPoint } from './entry-points.ts';

const MOST_SECTIONS = 96;
const MOST_IMPORTS = 1024;
const EXPORTS = 0;
const IMPORTS = 1;

interface Section {
  readonly address: number;
  readonly size: number;
  readonly offset: number;
}

interface Image {
  readonly window: ByteWindow;
  readonly sections: readonly Section[];
  readonly directories: Buffer;
}

/** A Windows library: what it imports and whether it is a plugin. (Microsoft: PE Format) */
export async function parsePe(window: ByteWindow, cpu: Cpu): Promise<PeFacts> {
  const start = await window.u32(0x3c);
  const header = await window.bytes(start, 24);
  const optional = await window.bytes(start + 24, header.readUInt16LE(20));
  if (optional.length < 2) throw new NotReadable();
  const at = optional.readUInt16LE(0) === 0x20b ? 112 : 96;
  if (optional.length < at) throw new NotReadable();
  const directories = optional.subarray(at, at + optional.readUInt32LE(at - 4) * 8);
  const count = header.readUInt16LE(6);
  if (count > MOST_SECTIONS) throw new NotReadable();
  const table = await window.bytes(start + 24 + optional.length, count * 40);
  const sections = Array.from({ length: count }, (_, index): Section => {
    const row = table.subarray(index * 40);
    return { address: row.readUInt32LE(12), size: row.readUInt32LE(16), offset: row.readUInt32LE(20) };
  });
  const image = { window, sections, directories };
  return { format: 'pe', cpu, imports: await readImports(image), entryPoints: await readEntryPoints(image) };
}

function directory({ directories }: Image, index: number): number {
  return directories.length < index * 8 + 8 ? 0 : directories.readUInt32LE(index * 8);
}

function offsetOf({ sections }: Image, address: number): number {
  const holds = sections.find((section) => address >= section.address && address - section.address < section.size);
  if (holds === undefined) throw new NotReadable();
  return holds.offset + address - holds.address;
}

/** Not those that are loaded late: a plugin loads, and often lives, without them. */
async function readImports(image: Image): Promise<readonly string[]> {
  const table = directory(image, IMPORTS);
  const names: string[] = [];
  if (table === 0) return names;
  for (let index = 0; index < MOST_IMPORTS; index++) {
    const row = await image.window.bytes(offsetOf(image, table + index * 20), 20);
    const name = row.readUInt32LE(12);
    if (name === 0) break;
    const text = await image.window.text(offsetOf(image, name), 256);
    if (text !== undefined && text !== '') names.push(text);
  }
  return names;
}

async function readEntryPoints(image: Image): Promise<readonly EntryPoint[]> {
  const table = directory(image, EXPORTS);
  if (table === 0) return [];
  const row = await image.window.bytes(offsetOf(image, table), 40);
  const count = row.readUInt32LE(24);
  // Exports may have numbers alone.
  if (count === 0) return [];
  const names = offsetOf(image, row.readUInt32LE(32));
  const found: EntryPoint[] = [];
  for (const name of ENTRY_POINTS) if (await isExported(image, names, count, name)) found.push(name);
  return found;
}

/** The names are sorted, and Windows looks them up in this way too. */
async function isExported(image: Image, names: number, count: number, wanted: string): Promise<boolean> {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const name = (await image.window.text(offsetOf(image, await image.window.u32(names + middle * 4)))) ?? '';
    if (name === wanted) return true;
    if (name < wanted) low = middle + 1;
    else high = middle;
  }
  return false;
}
