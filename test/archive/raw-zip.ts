import { readFileSync } from 'node:fs';

/** An entry as its central header has it, read without any of the code under test. Small archives only: no zip64. */
export interface RawEntry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly time: number;
  readonly mode: number;
  readonly size: number;
  readonly compressedSize: number;
  readonly offset: number;
  readonly centralOffset: number;
}

export function readZipEntries(path: string): RawEntry[] {
  return parseZip(readFileSync(path));
}

export function parseZip(zip: Buffer): RawEntry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const entries: RawEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      flags: zip.readUInt16LE(at + 8),
      time: zip.readUInt32LE(at + 12),
      mode: zip.readUInt16LE(at + 40),
      size: zip.readUInt32LE(at + 24),
      compressedSize: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
      centralOffset: at,
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
