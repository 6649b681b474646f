import type { Statements } from './database/store.ts';
import type { Blobs } from './files/blobs.ts';
import { isHeld } from './files/holds.ts';
import { listNeededHashes, removeExpiredLinks } from './packages/links.ts';
import { listKeptUploadIds } from './packages/uploads.ts';
import { pruneMails } from './people/mails.ts';
import { removeExpiredSingleUse } from './people/single-use.ts';
import { removeExpiredTokens } from './people/tokens.ts';

/**
 * Removes every file that no row of the database asks for: what a crash left between a file's rename and its row, or
 * between a row's end and the removal of its file. Only while nothing is being accepted or processed.
 */
export async function sweep(db: Statements, files: Blobs): Promise<void> {
  await files.emptyTemp();
  const uploads = new Set(await listKeptUploadIds(db));
  for (const { name } of await files.listUploads()) {
    if (!uploads.has(name)) await files.removeUpload(name);
  }
  await sweepContents(db, files);
}

/** Lets go of what has run out: links with their packages, and tokens. Only while nothing is being processed. */
export async function sweepExpired(db: Statements, files: Blobs): Promise<void> {
  await removeExpiredTokens(db);
  await removeExpiredSingleUse(db);
  await pruneMails(db);
  await sweepContents(db, files);
}

async function sweepContents(db: Statements, files: Blobs): Promise<void> {
  await removeExpiredLinks(db);
  if (await isHeld(db)) return;
  const present = await files.listContents();
  // Asked after looking, or what was stored in between would count as needed by nobody.
  const needed = new Set(await listNeededHashes(db));
  for (const { name } of present) {
    if (!needed.has(name)) await files.removeContent(name);
  }
}
