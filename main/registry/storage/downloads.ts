import { openTo } from './roles.ts';
import type { Statements } from './store.ts';

export const HOUR_MS = 3_600_000;

/** Counts one download in the current UTC hour. */
export async function countDownload(db: Statements, packageId: string, version: string): Promise<void> {
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  await db.run(
    `INSERT INTO downloads (package_id, version, hour, count) VALUES (?, ?, ?, 1)
     ON CONFLICT (package_id, version, hour) DO UPDATE SET count = downloads.count + 1`,
    packageId,
    version,
    hour,
  );
}

/** Downloads per hour from the hour `after` up to and with the hour `before`; hours without any are left out. */
export const listDownloads = async (
  db: Statements,
  packageId: string,
  version: string,
  after: number,
  before: number,
): Promise<{ hour: number; count: number }[]> =>
  await db.all(
    `SELECT hour, count FROM downloads WHERE package_id = ? AND version = ? AND hour >= ? AND hour <= ? ORDER BY hour`,
    packageId,
    version,
    after,
    before,
  );

/** Downloads in all, by version, for the packages an author has a role at. */
export async function totalDownloads(
  db: Statements,
  authorId: string,
): Promise<(packageId: string, version: string) => number> {
  const { sql, values } = openTo(authorId);
  const totals = new Map(
    (
      await db.all<{ package_id: string; version: string; total: number }>(
        `SELECT package_id, version, SUM(count) AS total FROM downloads
         WHERE package_id IN (SELECT id FROM packages WHERE ${sql}) GROUP BY package_id, version`,
        ...values,
      )
    ).map((row) => [`${row.package_id}@${row.version}`, row.total]),
  );
  return (packageId, version) => totals.get(`${packageId}@${version}`) ?? 0;
}
