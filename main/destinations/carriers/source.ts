import { Readable, Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fault } from '../../../preload/messages/index.ts';
import type { CarrierLimits, FileSource } from './carrier.ts';
import { CarrierError } from './carrier-error.ts';

export function textSource(text: string): FileSource {
  return bytesSource(Buffer.from(text, 'utf8'));
}

export function bytesSource(bytes: Uint8Array): FileSource {
  return {
    size: bytes.length,
    crc32: crc32(bytes),
    whole: (use) => use(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    open: (offset = 0) => Readable.from(offset < bytes.length ? [bytes.subarray(offset)] : [], { objectMode: false }),
  };
}

/** Larger files are read in chunks, so that memory does not grow with them. */
export const WHOLE_BYTES = 1024 * 1024;

/**
 * Sends a small source in one piece; false for one that has to be read as a stream, as all have to be where there is a rate. Not as many
 * bytes as promised are an error.
 */
export async function sentWhole(
  source: FileSource,
  bandwidth: BandwidthLimit | undefined,
  send: (bytes: Buffer) => Promise<void>,
): Promise<boolean> {
  if (source.whole === undefined || source.size >= WHOLE_BYTES || bandwidth !== undefined) return false;
  await source.whole(async (bytes) => {
    if (bytes.length !== source.size) throw sourceChanged(bytes.length, source.size);
    await send(bytes);
  });
  return true;
}

function sourceChanged(seen: number, expected: number): CarrierError {
  return new CarrierError(fault('source_changed.bytes', seen, expected));
}

/** Lets bytes through, reports them, keeps to the rate, and fails when there are not exactly as many as promised. */
export function countedBytes(
  expected: number,
  {
    onBytes,
    bandwidth,
  }: { onBytes?: ((count: number) => void) | undefined; bandwidth?: BandwidthLimit | undefined } = {},
): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      onBytes?.(chunk.length);
      if (bandwidth === undefined) done(undefined, chunk);
      else bandwidth.take(chunk.length).then(() => done(undefined, chunk), done);
    },
    flush(done) {
      done(seen === expected ? undefined : sourceChanged(seen, expected));
    },
  });
}

/** The rate that all writes of a carrier share; undefined for as fast as it goes. */
export function bandwidthOf({ bytesPerSecond }: CarrierLimits): BandwidthLimit | undefined {
  return bytesPerSecond === undefined ? undefined : new BandwidthLimit(bytesPerSecond);
}

export class BandwidthLimit {
  readonly #bytesPerSecond: number;
  #freeAt = 0;

  constructor(bytesPerSecond: number) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  take(count: number): Promise<void> {
    const now = performance.now();
    this.#freeAt = Math.max(now, this.#freeAt) + (count / this.#bytesPerSecond) * 1000;
    const wait = this.#freeAt - now;
    return wait < 1 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, wait));
  }
}
