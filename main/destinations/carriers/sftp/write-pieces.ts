import { throwIfAborted } from '../carrier-error.ts';
import type { SftpRequests } from './requests.ts';

/** Of one request. Servers that take less get it in parts from the library, one after the other. */
const PIECE_BYTES = 128 * 1024;

/** Every server takes so many in one request. */
const SURE_BYTES = 32 * 1024;

/** How many requests wait for their answer, so that a far server does not slow it down. */
const PIECES_UNDER_WAY = 8;

/** A connection that breaks may leave holes in the last so many bytes: requests under way need not be done in order. */
export const UNSURE_BYTES = PIECE_BYTES * PIECES_UNDER_WAY;

/** A file that was opened is closed, whoever has cancelled. */
const NEVER = new AbortController().signal;

/** Writes a stream into an open file, from `start` on, and closes it. All of it is there when this returns. */
export async function writePieces(
  requests: SftpRequests,
  target: { readonly handle: Buffer; readonly path: string; readonly start: number },
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<void> {
  const { handle, path } = target;
  const underWay = new Set<Promise<void>>();
  let position = target.start;
  let failed: { readonly cause: unknown } | undefined;

  const send = (request: Promise<void>): void => {
    const one: Promise<void> = request
      .catch((cause: unknown) => {
        failed ??= { cause };
      })
      .finally(() => underWay.delete(one));
    underWay.add(one);
  };

  try {
    for await (const chunk of content) {
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        while (underWay.size >= PIECES_UNDER_WAY) await Promise.race(underWay);
        if (failed) throw failed.cause;
        throwIfAborted(signal);
        const piece = chunk.subarray(at, at + PIECE_BYTES);
        send(requests.write(handle, path, piece, position, signal));
        position += piece.length;
      }
    }
  } finally {
    // Servers do what concerns one file in the order in which it was asked for. The library keeps parts of a large piece back until it is answered.
    const isOneRequest = position - target.start <= SURE_BYTES;
    if (!isOneRequest) await Promise.all(underWay);
    send(requests.close(handle, path, NEVER));
    await Promise.all(underWay);
  }
  if (failed) throw failed.cause;
}
