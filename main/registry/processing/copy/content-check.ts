import { promisify } from 'node:util';
import {
  constants,
  crc32,
  createInflateRaw,
  type InflateRaw,
  inflateRaw,
  inflateRawSync,
  type ZlibOptions,
} from 'node:zlib';
import { onlyHere, Refusal } from '../outcome.ts';
import { showName } from '../survey/entry-name.ts';
import { STORED } from '../zip/zip-format.ts';

/** What the listing declares of the content of an entry. */
export interface DeclaredContent {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
}

/** Up to here inflating takes less time than handing it to another thread. */
export const QUICK_SIZE = 24 * 1024;

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

// With `info` the buffer comes together with the engine, which knows how much of the input it used.
const inflate = promisify(inflateRaw) as unknown as (bytes: Uint8Array, options: ZlibOptions) => Promise<Inflated>;
const inflateNow = inflateRawSync as unknown as (bytes: Uint8Array, options: ZlibOptions) => Inflated;

function broken(declared: DeclaredContent, reason: string) {
  return new Refusal('aborted', `${reason}: ${showName(declared.name)}`);
}

// The old server unpacked by the real content and never looked at the sizes.
function lying(declared: DeclaredContent, reason: string) {
  return new Refusal('aborted', onlyHere(`${reason}: ${showName(declared.name)}`));
}

/** Checks a small entry on the spot. */
export function checkQuickly(declared: DeclaredContent, bytes: Buffer): void {
  try {
    if (declared.method === STORED) compare(declared, crc32(bytes), bytes.length);
    else compareInflated(declared, inflateNow(bytes, inflateOptions(declared)));
  } catch (error) {
    throw inflateFailure(declared, error);
  }
}

/** Checks an entry that is in memory as a whole on the thread pool. */
export async function checkContent(declared: DeclaredContent, bytes: Buffer): Promise<void> {
  try {
    if (declared.method === STORED) compare(declared, crc32(bytes), bytes.length);
    else compareInflated(declared, await inflate(bytes, inflateOptions(declared)));
  } catch (error) {
    throw inflateFailure(declared, error);
  }
}

function inflateOptions(declared: DeclaredContent): ZlibOptions {
  // One byte too many is enough to know.
  return { info: true, maxOutputLength: declared.uncompressedSize + 1, chunkSize: roomFor(declared) };
}

/** Room to spare keeps the output in one piece. */
function roomFor({ uncompressedSize }: DeclaredContent) {
  return Math.max(uncompressedSize + 64, constants.Z_MIN_CHUNK);
}

function compareInflated(declared: DeclaredContent, { buffer, engine }: Inflated): void {
  if (engine.bytesWritten !== declared.compressedSize) throw lying(declared, 'bytes follow the content of an entry');
  const { length } = buffer;
  const crc = crc32(buffer);
  release(buffer.buffer, roomFor(declared));
  compare(declared, crc, length);
}

/**
 * Gives the memory of inflated bytes back now. Left to the garbage collector, gigabytes that only pass through pile up
 * to hundreds of megabytes. Memory of another size is a part of Node's pool and belongs to others as well.
 */
function release(memory: ArrayBufferLike, allocated: number): void {
  if (memory instanceof ArrayBuffer && memory.byteLength === allocated) memory.transfer(0);
}

function compare(declared: DeclaredContent, crc: number, size: number): void {
  if (size !== declared.uncompressedSize) throw lying(declared, 'an entry is not as long as it says');
  if (crc !== declared.crc) throw broken(declared, 'the content of an entry does not fit its checksum');
}

function inflateFailure(declared: DeclaredContent, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return lying(declared, 'an entry is longer than it says');
  if (typeof code === 'string' && code.startsWith('Z_') && code !== 'Z_MEM_ERROR') {
    return broken(declared, 'the content of an entry is damaged');
  }
  return error;
}

/** Checks an entry piece by piece as it passes, in constant memory. */
export interface RunningCheck {
  /** Resolves when the piece has been used and its memory may be written over. */
  readonly update: (piece: Buffer) => Promise<void>;
  readonly finish: () => Promise<void>;
  /** Ends it early: what waits for it is rejected. */
  readonly stop: () => void;
}

export function startCheck(declared: DeclaredContent): RunningCheck {
  return declared.method === STORED ? checkStored(declared) : checkDeflated(declared);
}

function checkStored(declared: DeclaredContent): RunningCheck {
  let crc = 0;
  let size = 0;
  return {
    update: async (piece) => {
      crc = crc32(piece, crc);
      size += piece.length;
    },
    finish: async () => compare(declared, crc, size),
    stop: () => undefined,
  };
}

const OUTPUT_CHUNK = 128 * 1024;

function checkDeflated(declared: DeclaredContent): RunningCheck {
  const inflater = createInflateRaw({ chunkSize: OUTPUT_CHUNK });
  let crc = 0;
  let size = 0;
  inflater.on('data', (chunk: Buffer) => {
    size += chunk.length;
    crc = crc32(chunk, crc);
    // The engine writes on in the same memory until it is full.
    if (chunk.byteOffset + chunk.length === OUTPUT_CHUNK) release(chunk.buffer, OUTPUT_CHUNK);
    if (size > declared.uncompressedSize) inflater.destroy(lying(declared, 'an entry is longer than it says'));
  });
  const failed = new Promise<never>((_, reject) => {
    inflater.once('error', (error) => reject(inflateFailure(declared, error)));
  });
  failed.catch(() => undefined);
  // The engine stops by itself where the content ends; a piece that reaches further is then never called done.
  const ended = new Promise<void>((resolve) => inflater.once('end', resolve));
  return {
    update: async (piece) => {
      if (inflater.readableEnded) throw lying(declared, 'bytes follow the content of an entry');
      await Promise.race([write(inflater, piece), ended, failed]);
    },
    finish: async () => {
      inflater.end();
      await Promise.race([ended, failed]);
      if (inflater.bytesWritten !== declared.compressedSize) {
        throw lying(declared, 'bytes follow the content of an entry');
      }
      compare(declared, crc, size);
    },
    stop: () => inflater.destroy(new Error('the check was stopped')),
  };
}

function write(inflater: InflateRaw, piece: Buffer) {
  return new Promise<void>((resolve) => inflater.write(piece, () => resolve()));
}
