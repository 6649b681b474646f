import type { Statements } from './database/store.ts';
import type { Blobs } from './files/blobs.ts';
import { isHeld } from './files/holds.ts';
import { listNeededHashes, removeExpiredLinks } from './packages/links.ts';
import { listKeptUploadIds } from './packages/uploads.ts';
import { pruneMails } from './people/mails.ts';
import { removeExpiredSingleUse } from './people/single-use.ts';
import { removeExpiredTokens } from './people/tokens.ts';

// Where other processes are at work, a file that no row names may be one whose row is about to come. So it is condemned
// first, and removed when nothing has asked for it for a time that is longer than any step of a job.

/** Before a content is stored: from now on nobody removes it, and a removal that has begun is waited for. */
export async function claimContent(db: Statements, hash: string): Promise<void> {
  await db.run('DELETE FROM condemned WHERE file = ?', contentFile(hash));
}

function contentFile(hash: string): string {
  return `contents/${hash}`;
}

function uploadFile(id: string): string {
  return `uploads/${id}`;
}

/** Marks what no row names, and removes what has been marked for `graceMs`. */
export async function sweepShared(db: Statements, blobs: Blobs, graceMs: number): Promise<void> {
  await removeExpiredTokens(db);
  await removeExpiredSingleUse(db);
  await removeExpiredLinks(db);
  await pruneMails(db);
  const present = [
    ...(await blobs.listUploads()).map(({ name }) => uploadFile(name)),
    ...(await blobs.listContents()).map(({ name }) => contentFile(name)),
  ];
  // Asked after looking, or what was stored in between would count as needed by nobody.
  const needed = await neededFiles(db);
  await pardon(db, new Set(present), needed);
  const { now } = db.dialect;
  for (const file of present) {
    if (needed.has(file)) continue;
    await db.run(`INSERT INTO condemned (file, since) VALUES (?, ${now}) ON CONFLICT DO NOTHING`, file);
  }
  const due = await db.all<{ file: string }>(`SELECT file FROM condemned WHERE since <= ${now} - ?`, graceMs);
  for (const { file } of due) await remove(db, blobs, file);
}

async function neededFiles(db: Statements): Promise<Set<string>> {
  const uploads = (await listKeptUploadIds(db)).map(uploadFile);
  const contents = (await listNeededHashes(db)).map(contentFile);
  return new Set([...uploads, ...contents]);
}

/** What has its row by now, or is gone. */
async function pardon(db: Statements, present: ReadonlySet<string>, needed: ReadonlySet<string>): Promise<void> {
  for (const { file } of await db.all<{ file: string }>('SELECT file FROM condemned')) {
    if (!present.has(file) || needed.has(file)) await db.run('DELETE FROM condemned WHERE file = ?', file);
  }
}

/** The row is held while the file goes: a worker that wants to store the same content waits for it in its claim. */
async function remove(db: Statements, blobs: Blobs, file: string): Promise<void> {
  await db.transaction(async (inside) => {
    if (await isHeld(inside)) return;
    if ((await inside.run('DELETE FROM condemned WHERE file = ?', file)) === 0) return;
    if ((await neededFiles(inside)).has(file)) return;
    const name = file.slice(file.indexOf('/') + 1);
    await (file.startsWith('uploads/') ? blobs.removeUpload(name) : blobs.removeContent(name));
  });
}
