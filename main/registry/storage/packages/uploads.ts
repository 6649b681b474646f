import type { VersionStatus } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';
import { openTo } from './roles.ts';

/** The zip of a version as it arrived. It is kept until the version is processed, so it can be tried again. */
export interface Upload {
  readonly id: string;
  readonly sequence: number;
  readonly packageId: string;
  readonly version: string;
  readonly size: number;
  readonly createdAt: number;
  readonly status: VersionStatus;
}

export interface Job {
  readonly uploadId: string;
  readonly packageId: string;
  readonly version: string;
  /** Whose it is for now. */
  readonly lease: string;
  readonly attempts: number;
}

interface UploadRow {
  id: string;
  sequence: number;
  package_id: string;
  version: string;
  size: number;
  created_at: number;
  status: VersionStatus;
}

const UPLOADS = `SELECT uploads.id, uploads.sequence, uploads.package_id, uploads.version,
    uploads.size, uploads.created_at, versions.status
  FROM uploads
  JOIN versions USING (package_id, version)
  JOIN packages ON packages.id = uploads.package_id`;

function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    sequence: row.sequence,
    packageId: row.package_id,
    version: row.version,
    size: row.size,
    createdAt: row.created_at,
    status: row.status,
  };
}

/** Registers the zip of a version in place of an earlier one, whose id is returned. */
export async function putUpload(
  db: Statements,
  upload: { id: string; packageId: string; version: string; size: number },
): Promise<string | undefined> {
  const earlier = await db.get<{ id: string }>(
    'SELECT id FROM uploads WHERE package_id = ? AND version = ?',
    upload.packageId,
    upload.version,
  );
  if (earlier !== undefined) await db.run('DELETE FROM uploads WHERE id = ?', earlier.id);
  await db.run(
    `INSERT INTO uploads (id, sequence, package_id, version, size, created_at)
     VALUES (?, ${db.dialect.nextUpload}, ?, ?, ?, ?)`,
    upload.id,
    upload.packageId,
    upload.version,
    upload.size,
    Date.now(),
  );
  return earlier?.id;
}

export async function findUpload(db: Statements, id: string): Promise<Upload | undefined> {
  const row = await db.get<UploadRow>(`${UPLOADS} WHERE uploads.id = ?`, id);
  return row === undefined ? undefined : toUpload(row);
}

export async function listUploadsOpenTo(db: Statements, authorId: string): Promise<Upload[]> {
  const { sql, values } = openTo(authorId);
  return (await db.all<UploadRow>(`${UPLOADS} WHERE ${sql} ORDER BY uploads.sequence`, ...values)).map(toUpload);
}

/** The uploads whose zip must be on disk: all but those of processed versions. */
export async function listKeptUploadIds(db: Statements): Promise<string[]> {
  return (await db.all<{ id: string }>(`SELECT id FROM (${UPLOADS}) AS all_uploads WHERE status <> 'processed'`)).map(
    (row) => row.id,
  );
}

/** Bytes of the author's zips that wait for their processing or for another try, but for that of this version. */
export async function waitingStorage(
  db: Statements,
  authorId: string,
  { packageId, version }: Readonly<Record<'packageId' | 'version', string>>,
): Promise<number> {
  const row = await db.get<{ waiting: number }>(
    `SELECT COALESCE(SUM(uploads.size), 0) AS waiting FROM uploads
     JOIN versions USING (package_id, version) JOIN packages ON packages.id = package_id
     WHERE packages.author_id = ? AND status <> 'processed' AND NOT (package_id = ? AND version = ?)`,
    ...[authorId, packageId, version],
  );
  return row?.waiting ?? 0;
}

export async function queueJob(db: Statements, uploadId: string): Promise<void> {
  await db.run('INSERT INTO jobs (upload_id, queued_at) VALUES (?, ?)', uploadId, Date.now());
}

/** So long a job belongs to whoever took it; a worker that is alive renews it in time. */
export const LEASE_MS = 30_000;

/** The oldest job that nobody works on, taken by `lease`. */
export async function takeJob(db: Statements, lease: string): Promise<Job | undefined> {
  const { now, takeFree } = db.dialect;
  const row = await db.get<{ upload_id: string; attempts: number }>(
    `UPDATE jobs SET lease = ?, leased_until = ${now} + ${LEASE_MS}, attempts = attempts + 1
     WHERE upload_id = (SELECT upload_id FROM jobs WHERE leased_until <= ${now} ORDER BY queued_at, rowid LIMIT 1 ${takeFree})
     RETURNING upload_id, attempts`,
    lease,
  );
  if (row === undefined) return undefined;
  const upload = await findUpload(db, row.upload_id);
  if (upload === undefined) throw new Error('A job without its upload');
  // How often it was begun before.
  const { packageId, version } = upload;
  return { uploadId: row.upload_id, packageId, version, lease, attempts: row.attempts - 1 };
}

/** False when the lease had run out and the job is somebody else's, or has ended. */
export async function renewLease(db: Statements, { uploadId, lease }: Job): Promise<boolean> {
  return (
    (await db.run(
      `UPDATE jobs SET leased_until = ${db.dialect.now} + ${LEASE_MS} WHERE upload_id = ? AND lease = ?`,
      uploadId,
      lease,
    )) > 0
  );
}

/** Gives the job back as if it had not been begun. */
export async function returnJob(db: Statements, { uploadId, lease }: Job): Promise<void> {
  await db.run(
    `UPDATE jobs SET lease = NULL, leased_until = 0, attempts = attempts - 1 WHERE upload_id = ? AND lease = ?`,
    uploadId,
    lease,
  );
}

/** At the start of the only process there is, nobody works on anything. */
export async function freeAllJobs(db: Statements): Promise<void> {
  await db.run('UPDATE jobs SET lease = NULL, leased_until = 0');
}

/** Ends the job; false when it is not this worker's any more. */
export async function endJob(db: Statements, { uploadId, lease }: Job): Promise<boolean> {
  return (await db.run('DELETE FROM jobs WHERE upload_id = ? AND lease = ?', uploadId, lease)) > 0;
}

export async function countJobs(db: Statements): Promise<number> {
  return (await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM jobs'))?.n ?? 0;
}
