import { fault } from '../../../preload/messages/index.ts';
import { CarrierError } from './carrier-error.ts';

interface Least {
  readonly bytesPerSecond: number;
  readonly afterMs: number;
}

/** What comes more slowly on the whole is no file: a byte now and then would go on for ever. */
const LEAST = { bytesPerSecond: 1024, afterMs: 60_000 } as const;

/** Reads to the end, but no further than was asked for: what a server says of a file's size is not what it sends. */
export async function readAtMost(
  content: unknown,
  path: string,
  atMost: number,
  least: Least = LEAST,
): Promise<Uint8Array> {
  if (!isStream(content)) throw noFile(path);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const began = performance.now();
  for await (const chunk of content) {
    if (!(chunk instanceof Uint8Array)) throw noFile(path);
    size += chunk.length;
    if (size > atMost) throw tooLarge(path, atMost);
    const tookMs = performance.now() - began;
    if (tookMs > least.afterMs && size < (least.bytesPerSecond * tookMs) / 1000) throw tooSlow(path);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function tooLarge(path: string, atMost: number): CarrierError {
  return new CarrierError(fault('too_large.more', path, atMost), { path });
}

function noFile(path: string): CarrierError {
  return new CarrierError(fault('answer_not_understood.noFile', path), { path });
}

function isStream(content: unknown): content is AsyncIterable<unknown> {
  return typeof content === 'object' && content !== null && Symbol.asyncIterator in content;
}

function tooSlow(path: string): CarrierError {
  return new CarrierError(fault('timed_out.file', path), { path });
}
