import { fault } from '../../../preload/messages/index.ts';
import { CarrierError } from './carrier-error.ts';

/** Reads to the end, but no further than was asked for: what a server says of a file's size is not what it sends. */
export async function readAtMost(content: unknown, path: string, atMost: number): Promise<Uint8Array> {
  if (!isStream(content)) throw noFile(path);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    if (!(chunk instanceof Uint8Array)) throw noFile(path);
    size += chunk.length;
    if (size > atMost) throw tooLarge(path, atMost);
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
