import { Transform } from 'node:stream';
import type { Statements } from '../../storage/database/store.ts';
import { findPackage } from '../../storage/packages/packages.ts';
import { listPackagesOpenTo } from '../../storage/packages/roles.ts';
import { waitingStorage } from '../../storage/packages/uploads.ts';
import { findAuthor } from '../../storage/people/authors.ts';

// Zips count for nobody's storage until they are processed, and failed ones are kept to be tried again. Where many upload,
// as much of them may lie there for an author as the author may store, or one could fill the disk.

/** More of the file came than there is room for. */
export class TooLarge extends Error {}

/** No zip of theirs can be larger, whichever package and version it turns out to be of; undefined where there is no limit. */
export async function largestZipOf(db: Statements, uploader: string): Promise<number | undefined> {
  const authors = new Set([uploader, ...(await listPackagesOpenTo(db, uploader)).map(({ authorId }) => authorId)]);
  let most = 0;
  for (const authorId of authors) {
    const limit = (await findAuthor(db, authorId))?.totalStorage;
    if (limit === undefined) return undefined;
    most = Math.max(most, limit);
  }
  return most;
}

/** Whether there is none for this zip, in place of an earlier one of the same version. */
export async function lacksRoom(
  db: Statements,
  upload: { readonly packageId: string; readonly version: string; readonly size: number },
): Promise<boolean> {
  const authorId = (await findPackage(db, upload.packageId))?.authorId ?? '';
  const limit = (await findAuthor(db, authorId))?.totalStorage;
  return limit !== undefined && upload.size + (await waitingStorage(db, authorId, upload)) > limit;
}

/** Lets so many bytes through. */
export function noMoreThan(bytes: number): Transform {
  let left = bytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(new TooLarge('larger than there is room for'));
      else done(null, chunk);
    },
  });
}
