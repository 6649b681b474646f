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

import { showName } from './entry-name.ts';
import { onlyHere, Refusal } from './outcome.ts';
import { STORED } from './zip-format.ts';

/** What the listing promises about the content of an entry. */
export type Promised = {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
};

/** Up to here inflating takes less time than handing it to another thread. */
export const QUICK_SIZE = 24 * 1024;

type Inflated = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

// With `info` the buffer comes together with the engine, which knows how much of the input it used.
const inflate = promisify(inflateRaw) as unknown as (bytes: Uint8Array, options: ZlibOptions) => Promise<Inflated>;
const inflateNow = inflateRawSync as unknown as (bytes: Uint8Array, options: ZlibOptions) => Inflated;

const broken = (promised: Promised, reason: string) => new Refusal('aborted', `${reason}: ${showName(promised.name)}`);

// The old server unpacked by the real content and never looked at the sizes.
const lying = (promised: Promised, reason: string) =>
  new Refusal('aborted', onlyHere(`${reason}: ${showName(promised.name)}`));

/** Checks a small entry on the spot. */
export function checkQuickly(promised: Promised, bytes: Buffer): void {
  try {
    if (promised.method === STORED) compare(promised, crc32(bytes), bytes.length);
    else compareInflated(promised, inflateNow(bytes, inflateOptions(promised)));
  } catch (error) {
    throw inflateFailure(promised, error);
  }
}

/** Checks an entry that is in memory as a whole on the thread pool. */
export async function checkContent(promised: Promised, bytes: Buffer): Promise<void> {
  try {
    if (promised.method === STORED) compare(promised, crc32(bytes), bytes.length);
    else compareInflated(promised, await inflate(bytes, inflateOptions(promised)));
  } catch (error) {
    throw inflateFailure(promised, error);
  }
}

function inflateOptions({ uncompressedSize }: Promised): ZlibOptions {
  return {
    info: true,
    // One byte too many is enough to know, and room to spare keeps the output in one piece.
    maxOutputLength: uncompressedSize + 1,
    chunkSize: Math.max(uncompressedSize + 64, constants.Z_MIN_CHUNK),
  };
}

function compareInflated(promised: Promised, { buffer, engine }: Inflated): void {
  if (engine.bytesWritten !== promised.compressedSize) throw lying(promised, 'bytes follow the content of an entry');
  compare(promised, crc32(buffer), buffer.length);
}

function compare(promised: Promised, crc: number, size: number): void {
  if (size !== promised.uncompressedSize) throw lying(promised, 'an entry is not as long as it says');
  if (crc !== promised.crc) throw broken(promised, 'the content of an entry does not fit its checksum');
}

function inflateFailure(promised: Promised, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return lying(promised, 'an entry is longer than it says');
  if (typeof code === 'string' && code.startsWith('Z_') && code !== 'Z_MEM_ERROR') {
    return broken(promised, 'the content of an entry is damaged');
  }
  return error;
}

/** Checks an entry piece by piece as it passes, in constant memory. */
export type RunningCheck = {
  /** Resolves when the piece has been used and its memory may be written over. */
  readonly update: (piece: Buffer) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly stop: () => void;
};

export function startCheck(promised: Promised): RunningCheck {
  return promised.method === STORED ? checkStored(promised) : checkDeflated(promised);
}

function checkStored(promised: Promised): RunningCheck {
  let crc = 0;
  let size = 0;
  return {
    update: async (piece) => {
      crc = crc32(piece, crc);
      size += piece.length;
    },
    finish: async () => compare(promised, crc, size),
    stop: () => undefined,
  };
}

const OUTPUT_CHUNK = 128 * 1024;

function checkDeflated(promised: Promised): RunningCheck {
  const inflater = createInflateRaw({ chunkSize: OUTPUT_CHUNK });
  let crc = 0;
  let size = 0;
  inflater.on('data', (chunk: Buffer) => {
    size += chunk.length;
    crc = crc32(chunk, crc);
    if (size > promised.uncompressedSize) inflater.destroy(lying(promised, 'an entry is longer than it says'));
  });
  const failed = new Promise<never>((_, reject) => {
    inflater.once('error', (error) => reject(inflateFailure(promised, error)));
  });
  failed.catch(() => undefined);
  // The engine stops by itself where the content ends; a piece that reaches further is then never called done.
  const ended = new Promise<void>((resolve) => inflater.once('end', resolve));
  return {
    update: async (piece) => {
      if (inflater.readableEnded) throw lying(promised, 'bytes follow the content of an entry');
      await Promise.race([write(inflater, piece), ended, failed]);
    },
    finish: async () => {
      inflater.end();
      await Promise.race([ended, failed]);
      if (inflater.bytesWritten !== promised.compressedSize) {
        throw lying(promised, 'bytes follow the content of an entry');
      }
      compare(promised, crc, size);
    },
    stop: () => inflater.destroy(),
  };
}

const write = (inflater: InflateRaw, piece: Buffer) =>
  new Promise<void>((resolve) => inflater.write(piece, () => resolve()));
