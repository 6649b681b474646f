import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataFolderError, type Statements } from './storage/database/store.ts';
import type { Blobs } from './storage/files/blobs.ts';
import { listNeededHashes } from './storage/packages/links.ts';
import { listKeptUploadIds } from './storage/packages/uploads.ts';

export interface Copied {
  readonly files: number;
  /** Those that were not there yet. */
  readonly copied: number;
}

/** Rows, and the files they name; both need not be of one place. */
interface Source {
  readonly db: Statements;
  readonly files: Blobs;
}

/** What the rows name, package files compared with their hashes. What is there already is not copied again. */
export async function copyFiles(from: Source, to: Blobs): Promise<Copied> {
  const uploads = await copyUploads(from, to);
  const contents = await copyContents(from, to);
  return { files: contents.files + uploads.files, copied: contents.copied + uploads.copied };
}

async function copyContents({ db, files }: Source, to: Blobs): Promise<Copied> {
  const hashes = await listNeededHashes(db);
  const there = new Set((await to.listContents()).map(({ name }) => name));
  let copied = 0;
  for (const hash of hashes) {
    if (there.has(hash) && (await hashOf(to, hash)) === hash) continue;
    const temp = to.tempPath(hash);
    const sum = createHash('sha256');
    await pipeline(
      await files.openContent(hash),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          sum.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(temp, { mode: 0o600 }),
    );
    if (sum.digest('hex') !== hash) throw new DataFolderError(`The package ${hash} is damaged where it comes from.`);
    await to.keepContent(temp, hash);
    await to.remove(temp);
    copied += 1;
  }
  return { files: hashes.length, copied };
}

async function hashOf(blobs: Blobs, hash: string): Promise<string> {
  const sum = createHash('sha256');
  const hear = new Writable({
    write(chunk: Buffer, _, done) {
      sum.update(chunk);
      done();
    },
  });
  await pipeline(await blobs.openContent(hash), hear);
  return sum.digest('hex');
}

/** The zips of versions that have not been processed, or failed. */
async function copyUploads({ db, files }: Source, to: Blobs): Promise<Copied> {
  const ids = await listKeptUploadIds(db);
  const sizes = new Map((await files.listUploads()).map(({ name, size }) => [name, size]));
  const there = new Map((await to.listUploads()).map(({ name, size }) => [name, size]));
  let copied = 0;
  for (const id of ids) {
    if (!sizes.has(id)) throw new DataFolderError(`The zip of the upload ${id} is missing where it comes from.`);
    if (there.get(id) === sizes.get(id)) continue;
    const workDir = files.tempPath(`migrate-${id}`);
    const temp = to.tempPath(id);
    await copyFile(await files.uploadAsFile(id, workDir), temp);
    await to.keepUpload(temp, id);
    await to.remove(temp);
    await files.remove(workDir);
    copied += 1;
  }
  return { files: ids.length, copied };
}
