import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { eachAtOnce } from '../../../disk/index.ts';
import type { CarriedFile } from '../carrier.ts';
import { CarrierError } from '../carrier-error.ts';
import { isInnerPath, isPartPath } from '../inner-path.ts';
import { endlessAnswer, MOST_ENTRIES } from '../walk-folders.ts';
import { s3Status } from './explain-s3.ts';

/** Fewer than a page has, so that some files more than expected still fit on it. */
const FILES_OF_A_RANGE = 900;

export interface Listing {
  readonly bucket: string;
  readonly prefix: string;
  readonly host: string;
  readonly atOnce: number;
  /** What is probably there. The answer is the same without it; it says where the pages may begin. */
  readonly expected: Iterable<string>;
  ask(question: ListObjectsV2CommandInput): Promise<ListObjectsV2CommandOutput>;
}

interface Range {
  /** The path behind which it begins; the last one of it. */
  readonly after: string | undefined;
  readonly to: string | undefined;
}

/** A service that lists from the beginning whatever it is asked, or in another order. */
class OtherOrder extends Error {}

/** Each page names where the next begins, so that pages wait for each other; where much is known of a place, several are asked for at once. */
export async function listObjects(listing: Listing): Promise<CarriedFile[]> {
  const ranges = rangesOf(listing.expected);
  if (ranges.length === 1) return listRanges(ranges, listing);
  try {
    return await listRanges(ranges, listing);
  } catch (cause) {
    const refused = cause instanceof CarrierError ? s3Status(cause.cause) : undefined;
    if (!(cause instanceof OtherOrder) && refused !== 400 && refused !== 501) throw cause;
    return listRanges(rangesOf([]), listing);
  }
}

async function listRanges(ranges: readonly Range[], listing: Listing): Promise<CarriedFile[]> {
  const files = new Map<string, CarriedFile>();
  await eachAtOnce(ranges, listing.atOnce, (range) => listRange(range, files, listing));
  return [...files.values()];
}

async function listRange({ after, to }: Range, files: Map<string, CarriedFile>, listing: Listing): Promise<void> {
  const { bucket, prefix, host, ask } = listing;
  const start = after === undefined ? {} : { StartAfter: prefix + after };
  for (let token: string | undefined; ; ) {
    const from = token === undefined ? start : { ContinuationToken: token };
    const page = await ask({ Bucket: bucket, Prefix: prefix, ...from });
    const keys = page.Contents?.map(({ Key = '' }) => Key) ?? [];
    const [first, last] = [keys[0], keys.at(-1)];
    if (after !== undefined && first !== undefined && !isBehind(first, prefix + after)) throw new OtherOrder();
    for (const { Key = '', Size = 0, LastModified, ETag } of page.Contents ?? []) {
      const path = Key.slice(prefix.length);
      // Keys can be anything; those that no file can have are somebody else's.
      if (!isInnerPath(path) || isPartPath(path)) continue;
      files.set(path, { path, size: Size, mtimeMs: LastModified?.getTime(), hash: hashOf(ETag) });
    }
    const isOver = to !== undefined && last !== undefined && !isBehind(prefix + to, last);
    if (!page.IsTruncated || isOver) return;
    const next = page.NextContinuationToken;
    if (next === undefined || next === token || files.size > MOST_ENTRIES) throw endlessAnswer(host);
    token = next;
  }
}

function rangesOf(expected: Iterable<string>): Range[] {
  const sorted = [...expected].sort();
  const ends = sorted.filter((_, at) => at > 0 && at % FILES_OF_A_RANGE === 0).sort(byBytes);
  return [undefined, ...ends].map((after, at) => ({ after, to: ends[at] }));
}

/** The order of S3, which is not that of strings here for the rarest of characters. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function isBehind(a: string, b: string): boolean {
  return byBytes(a, b) > 0;
}

/** The sum of files that went in one request; that of the others is of another kind. */
export function hashOf(etag: string | undefined): CarriedFile['hash'] {
  const value = etag?.replaceAll('"', '');
  return value !== undefined && /^[0-9a-f]{32}$/.test(value) ? { algorithm: 'md5', value } : undefined;
}
