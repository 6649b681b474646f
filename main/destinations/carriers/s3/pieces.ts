import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

const MEGABYTE = 1024 * 1024;

/** Smaller files go in one request. The service takes no smaller pieces than 5 MB. */
export const PIECE_BYTES = 8 * MEGABYTE;
const MOST_PIECES = 10_000;

/** The same for the same size, so that the pieces of an earlier attempt fit. */
export function pieceSize(size: number): number {
  return Math.max(PIECE_BYTES, Math.ceil(size / MOST_PIECES / MEGABYTE) * MEGABYTE);
}

/** A stream in pieces of one size; the last one is what is left. */
export async function* inPieces(content: Readable, size: number): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    let rest = chunk;
    while (held + rest.length >= size) {
      const head = rest.subarray(0, size - held);
      yield Buffer.concat([...chunks, head]);
      rest = rest.subarray(head.length);
      chunks = [];
      held = 0;
    }
    if (rest.length > 0) chunks.push(rest);
    held += rest.length;
  }
  if (held > 0) yield Buffer.concat(chunks);
}

/** What the service checks a piece by, and names it after. */
export function md5Of(bytes: Uint8Array): { readonly header: string; readonly etag: string } {
  const sum = createHash('md5').update(bytes).digest();
  return { header: sum.toString('base64'), etag: `"${sum.toString('hex')}"` };
}
