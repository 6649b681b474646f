import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { S3 } from '@aws-sdk/client-s3';

interface Place {
  readonly client: S3;
  readonly bucket: string;
  readonly key: string;
}

/** The service takes no smaller pieces than 5 MiB, and no more than 10,000. */
const PIECE_BYTES = 5 * 1_048_576;
const MOST_PIECES = 10_000;
/** Pieces in memory, of all files of this process together: a hundred uploads take no more of it than one. */
const PIECES_AT_ONCE = 4;

/** A file as one object, which is there whole or not at all. Returns the SHA-256 of what was sent. */
export async function sendFile(place: Place, path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const sum = createHash('sha256');
    const pieces = piecesOf(file, size, (piece) => sum.update(piece));
    if (size <= PIECE_BYTES) await sendWhole(place, pieces);
    else await sendInPieces(place, pieces);
    return sum.digest('hex');
  } finally {
    await file.close();
  }
}

type Pieces = AsyncGenerator<Buffer>;

/** Each piece waits for its place in memory before it is read, and has it until it is given back. */
async function* piecesOf(file: FileHandle, size: number, onPiece: (piece: Buffer) => void): Pieces {
  const bytes = Math.max(PIECE_BYTES, Math.ceil(size / MOST_PIECES));
  for (let at = 0; at < size || at === 0; at += bytes) {
    const piece = await takePlace(Math.min(bytes, size - at));
    try {
      await readWhole(file, piece, at);
    } catch (error) {
      givePlace(piece);
      throw error;
    }
    onPiece(piece);
    yield piece;
  }
}

async function readWhole(file: FileHandle, into: Buffer, from: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, from + done);
    if (bytesRead === 0) throw new Error('A file became shorter while it was being sent.');
    done += bytesRead;
  }
}

function md5(piece: Buffer): string {
  return createHash('md5').update(piece).digest('base64');
}

async function sendWhole({ client, bucket, key }: Place, pieces: Pieces): Promise<void> {
  for await (const Body of pieces) {
    await sent(Body, () => client.putObject({ Bucket: bucket, Key: key, Body, ContentMD5: md5(Body) }));
  }
}

async function sendInPieces({ client, bucket, key }: Place, pieces: Pieces): Promise<void> {
  const where = { Bucket: bucket, Key: key };
  const { UploadId } = await client.createMultipartUpload(where);
  const parts: Promise<{ readonly PartNumber: number; readonly ETag: string | undefined }>[] = [];
  let failed = false;
  const send = async (Body: Buffer, PartNumber: number) => {
    try {
      const part = { ...where, UploadId, PartNumber, Body, ContentMD5: md5(Body) };
      const { ETag } = await sent(Body, () => client.uploadPart(part));
      return { PartNumber, ETag };
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  try {
    for await (const piece of pieces) {
      const one = send(piece, parts.length + 1);
      // Said by Promise.all below.
      one.catch(() => undefined);
      parts.push(one);
      if (failed) break;
    }
    const Parts = await Promise.all(parts);
    await client.completeMultipartUpload({ ...where, UploadId, MultipartUpload: { Parts } });
  } catch (error) {
    await Promise.allSettled(parts);
    await client.abortMultipartUpload({ ...where, UploadId }).catch(() => undefined);
    throw error;
  }
}

/** A piece that went out gives its memory to the next one. */
async function sent<T>(piece: Buffer, send: () => Promise<T>): Promise<T> {
  try {
    const answer = await send();
    givePlace(piece);
    return answer;
  } catch (error) {
    // A broken connection may still read from it, so that memory is left to the collector.
    givePlace(undefined);
    throw error;
  }
}

let taken = 0;
const waiting: (() => void)[] = [];
/** Left to the collector, buffers of megabytes stay for a while after their use: a gigabyte at a hundred uploads. */
const free: ArrayBufferLike[] = [];

async function takePlace(bytes: number): Promise<Buffer> {
  if (taken < PIECES_AT_ONCE) taken += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  if (bytes > PIECE_BYTES) return Buffer.alloc(bytes);
  return Buffer.from(free.pop() ?? new ArrayBuffer(PIECE_BYTES), 0, bytes);
}

function givePlace(piece: Buffer | undefined): void {
  if (piece?.buffer.byteLength === PIECE_BYTES) free.push(piece.buffer);
  const next = waiting.shift();
  if (next === undefined) taken -= 1;
  else next();
}
