import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** A plain reader for well-formed zips, independent of the one under test: name to content, in the order of the listing. */
export function readZip(path: string): Map<string, Buffer> {
  const zip = readFileSync(path);
  const found = new Map<string, Buffer>();
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    found.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}

export function listZip(path: string): string[] {
  return [...readZip(path).keys()];
}
