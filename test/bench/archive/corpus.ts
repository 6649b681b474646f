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

/** One file of a size given in MB, texture-like and text-like by turns; what repeats does so far out of deflate's sight. */
export function writeHugeFile(root: string, megabytes: number): void {
  const path = join(root, 'orthophoto.bin');
  mkdirSync(root, { recursive: true });
  const fd = openSync(path, 'w');
  const pieces = Array.from({ length: 24 }, (_, index) => (index % 3 === 0 ? obj(MB, index + 1) : dds(MB, index + 1)));
  for (let index = 0; index < megabytes; index += 1) writeSync(fd, pieces[index % pieces.length] ?? Buffer.alloc(0));
  closeSync(fd);
  utimesSync(path, WRITTEN, WRITTEN);
}

function put(root: string, path: string, bytes: Uint8Array): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  utimesSync(target, WRITTEN, WRITTEN);
}

/**
 * A texture as X-Plane loads it: BC1 blocks (two colours and 16 two-bit indices each) of a painted surface, that is of
 * slow gradients with grain in places and panel lines across.
 */
function dds(size: number, seed: number): Buffer {
  const noise = new Noise(seed);
  const grain = Uint8Array.from({ length: 4096 }, () => noise.below(256));
  const bytes = Buffer.alloc(size);
  bytes.write('DDS ', 0, 'latin1');
  const blocksPerRow = 256;
  const pixels = new Uint8Array(16);
  for (let at = 128, index = 0; at + 8 <= size; at += 8, index += 1) {
    const column = index % blocksPerRow;
    const row = Math.floor(index / blocksPerRow);
    paintBlock(pixels, column * 4, row * 4, grain, seed);
    encodeBlock(pixels, bytes, at);
  }
  return bytes;
}

/** Sixteen grey values of the surface, 0 to 255. */
function paintBlock(pixels: Uint8Array, left: number, top: number, grain: Uint8Array, seed: number): void {
  // How rough the paint is changes from place to place; some of it is plain.
  const rough = (grain[((left >> 6) * 31 + (top >> 6) * 17 + seed) & 4095] ?? 0) >> 6;
  for (let pixel = 0; pixel < 16; pixel += 1) {
    const x = left + (pixel & 3);
    const y = top + (pixel >> 2);
    const shade = 96 + ((x + seed * 7) >> 4) + ((y * 3) >> 6);
    const speck = (grain[(x * 73 + y * 149 + ((x * y) >> 3)) & 4095] ?? 0) >> (8 - rough * 2);
    const isLine = (x & 127) === 0 || (y & 127) === 5;
    pixels[pixel] = isLine ? 24 : (shade & 127) + 64 + speck;
  }
}

function encodeBlock(pixels: Uint8Array, bytes: Buffer, at: number): void {
  let low = 255;
  let high = 0;
  for (const value of pixels) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  bytes.writeUInt16LE(toRgb565(high), at);
  bytes.writeUInt16LE(toRgb565(low), at + 2);
  let indices = 0;
  for (let pixel = 15; pixel >= 0; pixel -= 1) {
    const value = pixels[pixel] ?? 0;
    const step = high === low ? 0 : Math.round(((high - value) / (high - low)) * 3);
    // The format counts the two colours first, then the two between them.
    indices = (indices << 2) | (step === 0 ? 0 : step === 3 ? 1 : step + 1);
  }
  bytes.writeInt32LE(indices, at + 4);
}

function toRgb565(grey: number): number {
  return ((grey >> 3) << 11) | ((grey >> 2) << 5) | (grey >> 3);
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
