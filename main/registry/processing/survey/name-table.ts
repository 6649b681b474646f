import { randomInt } from 'node:crypto';

/** What is known about a path. A folder may be listed itself, be implied by what is in it, or both. */
export const FILE = 1;
export const FOLDER = 2;
export const WRITTEN = 4;

/**
 * Paths by a 64-bit hash in flat memory: a million strings would take a quarter of a gigabyte, this takes 20 MB.
 * Equal paths always meet; different ones would in one of 10^7 archives of a million entries.
 * The seeds are random, so nobody can prepare an archive whose names all fall into one slot.
 */
export class NameTable {
  #slots: number;
  #keys: Uint32Array;
  #marks: Uint8Array;
  #size = 0;

  constructor() {
    this.#slots = 1024;
    this.#keys = new Uint32Array(this.#slots * 2);
    this.#marks = new Uint8Array(this.#slots);
  }

  get size(): number {
    return this.#size;
  }

  get(high: number, low: number): number {
    return this.#marks[this.#find(high, low)] ?? 0;
  }

  /** Sets the marks of a path (never to none) and returns what they were. */
  mark(high: number, low: number, marks: number): number {
    const slot = this.#find(high, low);
    const before = this.#marks[slot] ?? 0;
    this.#marks[slot] = marks;
    if (before !== 0) return before;
    this.#keys[slot * 2] = high;
    this.#keys[slot * 2 + 1] = low;
    this.#size += 1;
    if (this.#size * 4 > this.#slots * 3) this.#grow();
    return 0;
  }

  #find(high: number, low: number): number {
    let slot = low & (this.#slots - 1);
    while (this.#marks[slot] !== 0 && (this.#keys[slot * 2] !== high || this.#keys[slot * 2 + 1] !== low)) {
      slot = (slot + 1) & (this.#slots - 1);
    }
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const marks = this.#marks;
    this.#slots *= 2;
    this.#keys = new Uint32Array(this.#slots * 2);
    this.#marks = new Uint8Array(this.#slots);
    for (let old = 0; old < marks.length; old += 1) {
      const mark = marks[old] ?? 0;
      if (mark === 0) continue;
      const high = keys[old * 2] ?? 0;
      const low = keys[old * 2 + 1] ?? 0;
      const slot = this.#find(high, low);
      this.#keys[slot * 2] = high;
      this.#keys[slot * 2 + 1] = low;
      this.#marks[slot] = mark;
    }
    release(keys, marks);
  }

  /** Gives the memory back at once; the table is not used any more. */
  release(): void {
    release(this.#keys, this.#marks);
  }
}

function release(...arrays: readonly (Uint32Array | Uint8Array)[]): void {
  for (const { buffer } of arrays) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

const SEEDS = [randomInt(2 ** 32), randomInt(2 ** 32)] as const;
const SLASH = 0x2f;

/** Two 32-bit queues mixed to their ends: h1 and h2 of the bytes so far. */
export interface PathHash {
  readonly high: number;
  readonly low: number;
}

/** Calls back with the hash of each ancestor of a path, from the outermost, and returns the hash of the path itself. */
export function hashPath(bytes: Uint8Array, onFolder?: (high: number, low: number, length: number) => void): PathHash {
  let a: number = SEEDS[0];
  let b: number = SEEDS[1];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === SLASH && onFolder) onFolder(finish(a, b), finish(b, a), at);
    a = Math.imul(a ^ byte, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + byte + 1, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return { high: finish(a, b), low: finish(b, a) };
}

function finish(queue: number, other: number): number {
  let mixed = queue ^ Math.imul(other, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
