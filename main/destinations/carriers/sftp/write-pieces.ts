import type { Readable } from 'node:stream';
import { throwIfAborted } from '../carrier-error.ts';
import type { SftpRequests } from './requests.ts';

/** What every server takes in one request. */
const PIECE_BYTES = 32 * 1024;

/** How many requests wait for their answer, so that a far server does not slow it down. */
const PIECES_UNDER_WAY = 32;

/** A connection that breaks may leave holes in the last so many bytes: requests under way need not be done in order. */
export const UNSURE_BYTES = PIECE_BYTES * PIECES_UNDER_WAY;

/** Writes a stream into an open file, from `start` on. All of it is there when this returns. */
export async function writePieces(
  requests: SftpRequests,
  target: { readonly handle: Buffer; readonly path: string; readonly start: number },
  content: Readable,
  signal: AbortSignal,
): Promise<void> {
  const { handle, path } = target;
  const underWay = new Set<Promise<void>>();
  let position = target.start;
  let failed: { readonly cause: unknown } | undefined;

  const send = (piece: Buffer): void => {
    const one: Promise<void> = requests
      .write(handle, path, piece, position, signal)
      .catch((cause: unknown) => {
        failed ??= { cause };
      })
      .finally(() => underWay.delete(one));
    underWay.add(one);
    position += piece.length;
  };

  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        while (underWay.size >= PIECES_UNDER_WAY) await Promise.race(underWay);
        if (failed) throw failed.cause;
        throwIfAborted(signal);
        send(chunk.subarray(at, at + PIECE_BYTES));
      }
    }
  } finally {
    await Promise.all(underWay);
  }
  if (failed) throw failed.cause;
}
