import type { FileStore } from './files.ts';
import { listNeededHashes, removeExpiredLinks } from './links.ts';
import type { Statements } from './store.ts';
import { removeExpiredTokens } from './tokens.ts';
import { listKeptUploadIds } from './uploads.ts';

/**
 * Removes every file that no row of the database asks for: what a crash left between a file's rename and its row, or
 * between a row's end and the removal of its file. Only while nothing is being accepted or processed.
 */
export async function sweep(db: Statements, files: FileStore): Promise<void> {
  await files.emptyTemp();
  const uploads = new Set(await listKeptUploadIds(db));
  for (const id of await files.listUploads()) {
    if (!uploads.has(id)) await files.remove(files.uploadPath(id));
  }
  await sweepContents(db, files);
}

/** Lets go of what has run out: links with their packages, and tokens. Only while nothing is being processed. */
export async function sweepExpired(db: Statements, files: FileStore): Promise<void> {
  await removeExpiredTokens(db);
  await sweepContents(db, files);
}

async function sweepContents(db: Statements, files: FileStore): Promise<void> {
  await removeExpiredLinks(db);
  const present = await files.listContents();
  // Asked after looking, or what was stored in between would count as needed by nobody.
  const needed = new Set(await listNeededHashes(db));
  for (const hash of present) {
    if (!needed.has(hash)) await files.remove(files.contentPath(hash));
  }
}
