import type { S3 } from '@aws-sdk/client-s3';
import { throwIfAborted } from '../carrier-error.ts';
import type { ObjectFacts, Upload } from './multipart.ts';

const MEGABYTE = 1024 * 1024;

/** The service answers when it has copied, so what it copies in one request is bounded: a larger one takes longer than a silent server is waited for. */
export const COPY_PIECE_BYTES = 256 * MEGABYTE;
/** The most that the service copies in one request. */
const MOST_IN_ONE_BYTES = 5 * 1024 ** 3;
const MOST_PIECES = 10_000;
/** Pieces that the service copies at the same time. */
const PIECES_UNDER_WAY = 4;
const GIVE_UP_MS = 5000;

export interface CopiedObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** What it has to be still while it is copied. */
  readonly etag: string | undefined;
}

interface CopyHow {
  readonly facts: ObjectFacts;
  readonly pieceBytes: number;
  readonly signal: AbortSignal;
}

/** Ceph decodes the name twice when it copies in pieces, and an older one falls over what comes out. */
function mayBePieced(key: string): boolean {
  return !key.includes('%');
}

/** Whether a file of this name is copied at all. */
export function isCopied(key: string, size: number): boolean {
  return size <= MOST_IN_ONE_BYTES || mayBePieced(key);
}

/** Has the service copy one of its objects; false when its answer names none, as the page of some proxy does. */
export async function copyObject(to: Upload, from: CopiedObject, how: CopyHow): Promise<boolean> {
  const fitsInOne = from.size <= MOST_IN_ONE_BYTES;
  if (from.size <= how.pieceBytes || !mayBePieced(from.key)) return fitsInOne && copyAtOnce(to, from, how);
  try {
    return await copyInPieces(to, from, how);
  } catch (cause) {
    if (fitsInOne && isUnknownRequest(cause)) return copyAtOnce(to, from, how);
    throw cause;
  }
}

async function copyAtOnce({ client, bucket, key }: Upload, from: CopiedObject, { facts, signal }: CopyHow) {
  const request = { Bucket: bucket, Key: key, ...facts, ...sourceOf(from), MetadataDirective: 'REPLACE' as const };
  const made = await client.copyObject(request, { abortSignal: signal });
  return made.CopyObjectResult?.ETag !== undefined;
}

/** Nobody sees it before the last request, and what breaks off costs nothing to begin anew. */
async function copyInPieces(to: Upload, from: CopiedObject, { facts, pieceBytes, signal }: CopyHow): Promise<boolean> {
  const { client, bucket, key } = to;
  const where = { Bucket: bucket, Key: key };
  const { UploadId } = await client.createMultipartUpload({ ...where, ...facts }, { abortSignal: signal });
  if (UploadId === undefined) return false;
  const upload = { ...where, UploadId };
  let isWhole = false;
  try {
    const parts = await copyParts(client, upload, from, { pieceBytes, signal });
    if (parts === undefined) return false;
    const whole = { ...upload, MultipartUpload: { Parts: parts } };
    isWhole = (await client.completeMultipartUpload(whole, { abortSignal: signal })).ETag !== undefined;
    return isWhole;
  } finally {
    if (!isWhole)
      await client.abortMultipartUpload(upload, { abortSignal: AbortSignal.timeout(GIVE_UP_MS) }).catch(() => {});
  }
}

type Part = { readonly PartNumber: number; readonly ETag: string };
type Where = { readonly Bucket: string; readonly Key: string; readonly UploadId: string };

/** Undefined when an answer names no piece. */
async function copyParts(
  client: S3,
  upload: Where,
  from: CopiedObject,
  { pieceBytes, signal }: Pick<CopyHow, 'pieceBytes' | 'signal'>,
): Promise<Part[] | undefined> {
  const ranges = rangesOf(from.size, pieceBytes);
  const parts: (Part | undefined)[] = [];
  const stop = new AbortController();
  const abortSignal = AbortSignal.any([signal, stop.signal]);
  async function copyNext(): Promise<void> {
    for (let next = ranges.next(); !next.done; next = ranges.next()) {
      throwIfAborted(signal);
      const { number, range } = next.value;
      const request = { ...upload, PartNumber: number, ...sourceOf(from), CopySourceRange: range };
      const ETag = (await client.uploadPartCopy(request, { abortSignal })).CopyPartResult?.ETag;
      parts[number - 1] = ETag === undefined ? undefined : { PartNumber: number, ETag };
    }
  }
  const working = Array.from({ length: PIECES_UNDER_WAY }, () =>
    copyNext().catch((cause: unknown) => {
      stop.abort();
      throw cause;
    }),
  );
  const failed = (await Promise.allSettled(working)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const made = parts.filter((part) => part !== undefined);
  return made.length === parts.length ? made : undefined;
}

function* rangesOf(size: number, wanted: number): Generator<{ readonly number: number; readonly range: string }> {
  const piece = Math.max(wanted, Math.ceil(size / MOST_PIECES));
  for (let number = 1, start = 0; start < size; number++, start += piece) {
    yield { number, range: `bytes=${start}-${Math.min(start + piece, size) - 1}` };
  }
}

function sourceOf({ bucket, key, etag }: CopiedObject) {
  const CopySource = `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/');
  return { CopySource, ...(etag !== undefined && { CopySourceIfMatch: etag }) };
}

function isUnknownRequest(cause: unknown): boolean {
  return cause instanceof Error && /^(?:NotImplemented|MethodNotAllowed|InvalidRequest)$/.test(cause.name);
}
