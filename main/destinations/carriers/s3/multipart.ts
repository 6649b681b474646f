import type { S3 } from '@aws-sdk/client-s3';
import type { WriteCall } from '../carrier.ts';
import { throwIfAborted } from '../carrier-error.ts';
import { md5Of } from './pieces.ts';

export interface Upload {
  readonly client: S3;
  readonly bucket: string;
  readonly key: string;
}

interface Part {
  readonly PartNumber: number;
  readonly ETag: string;
}

/** What is asked for a file as a whole, whether it goes in one request or in pieces. */
export type ObjectFacts = Pick<Parameters<S3['createMultipartUpload']>[0], 'ContentType' | 'ACL'>;
export type Condition = Pick<Parameters<S3['putObject']>[0], 'IfMatch' | 'IfNoneMatch'>;

/** Pieces of one file on their way at the same time. */
const PIECES_UNDER_WAY = 2;

/**
 * Sends a large file in pieces; nobody sees it before the last request. Pieces that an earlier attempt left are known by their
 * sums and not sent again. Returns the new file's ETag.
 */
export async function sendInPieces(
  to: Upload,
  pieces: AsyncIterable<Buffer>,
  { facts, condition }: { readonly facts: ObjectFacts; readonly condition: Condition },
  { signal, onBytes }: WriteCall,
): Promise<string | undefined> {
  const { client, bucket, key } = to;
  const where = { Bucket: bucket, Key: key };
  const abortSignal = signal;
  const before = await earlierUpload(to, signal);
  const UploadId = before ?? (await client.createMultipartUpload({ ...where, ...facts }, { abortSignal })).UploadId;
  const there = before === undefined ? new Map<number, string>() : await partsOf(to, before, signal);
  const parts: Part[] = [];
  const underWay = new Set<Promise<void>>();
  let failed: { readonly cause: unknown } | undefined;
  async function send(Body: Buffer, PartNumber: number): Promise<void> {
    const { header, etag } = md5Of(Body);
    let ETag = there.get(PartNumber);
    if (ETag !== etag) {
      const part = { ...where, UploadId, PartNumber, Body, ContentMD5: header };
      ETag = (await client.uploadPart(part, { abortSignal })).ETag;
    }
    parts.push({ PartNumber, ETag: ETag ?? etag });
    onBytes?.(Body.length);
  }
  try {
    let number = 0;
    for await (const piece of pieces) {
      throwIfAborted(signal);
      const one: Promise<void> = send(piece, ++number)
        .catch((cause: unknown) => {
          failed ??= { cause };
        })
        .finally(() => underWay.delete(one));
      underWay.add(one);
      while (underWay.size >= PIECES_UNDER_WAY) await Promise.race(underWay);
      if (failed) throw failed.cause;
    }
  } finally {
    await Promise.all(underWay);
  }
  if (failed) throw failed.cause;
  const Parts = parts.sort((a, b) => a.PartNumber - b.PartNumber);
  const whole = { ...where, ...condition, UploadId, MultipartUpload: { Parts } };
  return (await client.completeMultipartUpload(whole, { abortSignal })).ETag;
}

/** Takes away what an attempt left of this file. */
export async function abortUpload(to: Upload, signal: AbortSignal): Promise<void> {
  for (let found = await earlierUpload(to, signal); found !== undefined; found = await earlierUpload(to, signal)) {
    await to.client.abortMultipartUpload({ Bucket: to.bucket, Key: to.key, UploadId: found }, { abortSignal: signal });
  }
}

/** Those below a prefix that were begun before then. */
export async function unfinishedUploads(
  { client, bucket, key: Prefix }: Upload,
  before: number,
  abortSignal: AbortSignal,
): Promise<{ readonly key: string; readonly uploadId: string }[]> {
  const { Uploads = [] } = await client.listMultipartUploads({ Bucket: bucket, Prefix }, { abortSignal });
  return Uploads.flatMap(({ Key: key = '', UploadId: uploadId = '', Initiated }) =>
    Initiated !== undefined && Initiated.getTime() < before && key.startsWith(Prefix) ? [{ key, uploadId }] : [],
  );
}

async function earlierUpload({ client, bucket, key }: Upload, abortSignal: AbortSignal): Promise<string | undefined> {
  const { Uploads = [] } = await client.listMultipartUploads({ Bucket: bucket, Prefix: key }, { abortSignal });
  return Uploads.find((one) => one.Key === key)?.UploadId;
}

async function partsOf(
  { client, bucket, key }: Upload,
  UploadId: string,
  abortSignal: AbortSignal,
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (let PartNumberMarker: string | undefined; ; ) {
    const page = await client.listParts({ Bucket: bucket, Key: key, UploadId, PartNumberMarker }, { abortSignal });
    for (const { PartNumber, ETag } of page.Parts ?? []) if (PartNumber && ETag) found.set(PartNumber, quoted(ETag));
    const next = page.NextPartNumberMarker;
    if (!page.IsTruncated || next === undefined || Number(next) <= Number(PartNumberMarker ?? 0)) return found;
    PartNumberMarker = next;
  }
}

/** Some services leave the quotes away. */
export function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}
