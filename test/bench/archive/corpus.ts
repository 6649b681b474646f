import { closeSync, mkdirSync, openSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Folders like those authors pack, the same bytes in every run.

const MB = 1_000_000;
// Long before the run: a file that has just changed is never taken from the previous archive.
const WRITTEN = new Date('2026-01-02T03:04:05Z');

/** A small generator of numbers that look random: fast, and the same everywhere. */
class Noise {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) | 1;
  }

  next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }

  below(limit: number): number {
    return this.next() % limit;
  }
}

/** 200 MB: 40 % like DDS textures, 30 % like PNG and OGG, 25 % text, and 3,000 tiny files. */
export function writeAddonTree(root: string): void {
  const noise = new Noise(7);
  for (let index = 0, left = 80 * MB; left > 0; index += 1) {
    const size = Math.min(left, 700_000 + noise.below(5 * MB));
    put(root, `objects/textures/skin_${index}.dds`, dds(size, index + 1));
    left -= size;
  }
  for (let index = 0, left = 60 * MB; left > 0; index += 1) {
    const size = Math.min(left, 20_000 + noise.below(800_000));
    const path = index % 3 === 0 ? `sounds/engine_${index}.ogg` : `cockpit/panel_${index}.png`;
    put(root, path, noisy(size, index + 1));
    left -= size;
  }
  for (let index = 0, left = 50 * MB; left > 0; index += 1) {
    const size = Math.min(left, 10_000 + noise.below(900_000));
    put(root, `objects/part_${index}.obj`, obj(size, index + 1));
    left -= size;
  }
  for (let index = 0; index < 3000; index += 1) {
    const size = 200 + noise.below(6000);
    put(root, `liveries/${index % 30}/config/item_${index}.cfg`, obj(size, index + 1));
  }
}

export function writeTinyTree(root: string): void {
  for (let index = 0; index < 10_000; index += 1) put(root, `tiles/${index % 100}/${index}.txt`, obj(1024, index + 1));
}

/** One file of a size given in MB, texture-like and text-like by turns, never the same twice. */
export function writeHugeFile(root: string, megabytes: number): void {
  const path = join(root, 'orthophoto.bin');
  mkdirSync(root, { recursive: true });
  const fd = openSync(path, 'w');
  for (let index = 0; index < megabytes; index += 1) {
    writeSync(fd, index % 3 === 0 ? obj(MB, index + 1) : dds(MB, index + 1));
  }
  closeSync(fd);
  utimesSync(path, WRITTEN, WRITTEN);
}

function put(root: string, path: string, bytes: Uint8Array): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  utimesSync(target, WRITTEN, WRITTEN);
}

/** BC1 blocks of a picture: two colours that drift slowly, and indices that are calm in places and busy in others. */
function dds(size: number, seed: number): Buffer {
  const noise = new Noise(seed);
  const bytes = Buffer.alloc(size);
  bytes.write('DDS ', 0, 'latin1');
  let colour = noise.below(0x10000);
  let busy = 0;
  for (let at = 128; at + 8 <= size; at += 8) {
    if ((at & 0x3ff) === 0x80) busy = noise.below(4);
    if (noise.below(6) === 0) colour = (colour + noise.below(0x21)) & 0xffff;
    bytes.writeUInt16LE(colour, at);
    bytes.writeUInt16LE((colour + 0x0841) & 0xffff, at + 2);
    bytes.writeUInt32LE(busy === 0 ? 0xaaaa_aaaa : busy === 1 ? noise.next() & 0x0f0f_0f0f : noise.next(), at + 4);
  }
  return bytes;
}

/** What is compressed already: no byte tells anything about the next. */
function noisy(size: number, seed: number): Buffer {
  const noise = new Noise(seed);
  const bytes = Buffer.alloc(size + 4);
  for (let at = 0; at < size; at += 4) bytes.writeUInt32LE(noise.next(), at);
  return bytes.subarray(0, size);
}

/** Lines of an X-Plane object: coordinates, normals and texture places in decimals. */
function obj(size: number, seed: number): Buffer {
  const noise = new Noise(seed);
  const lines: string[] = ['I\n800\nOBJ\n'];
  let length = 0;
  while (length < size) {
    const x = (noise.below(40_000) - 20_000) / 1000;
    const y = (noise.below(4000) - 2000) / 1000;
    const z = noise.below(20) / 4;
    const line = `VT ${x.toFixed(4)} ${y.toFixed(4)} ${z.toFixed(4)} 0.0000 1.0000 0.0000 ${(noise.below(1000) / 1000).toFixed(3)} ${(noise.below(100) / 100).toFixed(3)}\n`;
    lines.push(line);
    length += line.length;
  }
  return Buffer.from(lines.join('')).subarray(0, size);
}
