import type { VersionStatus } from '../../../protocol/index.ts';
import type { Statements } from './store.ts';

/** The zip of a version as it arrived. It is kept until the version is processed, so it can be tried again. */
export type Upload = {
  readonly id: string;
  readonly sequence: number;
  readonly packageId: string;
  readonly version: string;
  readonly authorId: string;
  readonly size: number;
  readonly createdAt: number;
  readonly status: VersionStatus;
};

export type Job = {
  readonly uploadId: string;
  readonly packageId: string;
  readonly version: string;
  readonly attempts: number;
};

type UploadRow = {
  id: string;
  sequence: number;
  package_id: string;
  version: string;
  author_id: string;
  size: number;
  created_at: number;
  status: VersionStatus;
};

const UPLOADS = `SELECT uploads.id, uploads.sequence, uploads.package_id, uploads.version, packages.author_id,
    uploads.size, uploads.created_at, versions.status
  FROM uploads
  JOIN versions USING (package_id, version)
  JOIN packages ON packages.id = uploads.package_id`;

const toUpload = (row: UploadRow): Upload => ({
  id: row.id,
  sequence: row.sequence,
  packageId: row.package_id,
  version: row.version,
  authorId: row.author_id,
  size: row.size,
  createdAt: row.created_at,
  status: row.status,
});

/** Registers the zip of a version in place of an earlier one, whose id is returned. */
export async function putUpload(
  db: Statements,
  upload: { id: string; packageId: string; version: string; size: number },
): Promise<string | null> {
  const earlier = await db.get<{ id: string }>(
    'SELECT id FROM uploads WHERE package_id = ? AND version = ?',
    upload.packageId,
    upload.version,
  );
  if (earlier !== undefined) await db.run('DELETE FROM uploads WHERE id = ?', earlier.id);
  await db.run(
    `INSERT INTO uploads (id, sequence, package_id, version, size, created_at)
     VALUES (?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM uploads), ?, ?, ?, ?)`,
    upload.id,
    upload.packageId,
    upload.version,
    upload.size,
    Date.now(),
  );
  return earlier?.id ?? null;
}

export async function findUpload(db: Statements, id: string): Promise<Upload | null> {
  const row = await db.get<UploadRow>(`${UPLOADS} WHERE uploads.id = ?`, id);
  return row === undefined ? null : toUpload(row);
}

export const listUploadsOf = async (db: Statements, authorId: string): Promise<Upload[]> =>
  (await db.all<UploadRow>(`${UPLOADS} WHERE packages.author_id = ? ORDER BY uploads.sequence`, authorId)).map(
    toUpload,
  );

/** The uploads whose zip must be on disk: all but those of processed versions. */
export const listKeptUploadIds = async (db: Statements): Promise<string[]> =>
  (await db.all<{ id: string }>(`SELECT id FROM (${UPLOADS}) WHERE status <> 'processed'`)).map((row) => row.id);

export async function queueJob(db: Statements, uploadId: string): Promise<void> {
  await db.run('INSERT INTO jobs (upload_id, queued_at) VALUES (?, ?)', uploadId, Date.now());
}

export async function nextJob(db: Statements): Promise<Job | null> {
  const row = await db.get<{ upload_id: string; package_id: string; version: string; attempts: number }>(
    `SELECT jobs.upload_id, uploads.package_id, uploads.version, jobs.attempts
     FROM jobs JOIN uploads ON uploads.id = jobs.upload_id ORDER BY jobs.queued_at, jobs.rowid LIMIT 1`,
  );
  if (row === undefined) return null;
  return { uploadId: row.upload_id, packageId: row.package_id, version: row.version, attempts: row.attempts };
}

export async function countAttempt(db: Statements, uploadId: string): Promise<void> {
  await db.run('UPDATE jobs SET attempts = attempts + 1 WHERE upload_id = ?', uploadId);
}

export async function uncountAttempt(db: Statements, uploadId: string): Promise<void> {
  await db.run('UPDATE jobs SET attempts = attempts - 1 WHERE upload_id = ?', uploadId);
}

export async function removeJob(db: Statements, uploadId: string): Promise<void> {
  await db.run('DELETE FROM jobs WHERE upload_id = ?', uploadId);
}

export const countJobs = async (db: Statements): Promise<number> =>
  (await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM jobs'))?.n ?? 0;
