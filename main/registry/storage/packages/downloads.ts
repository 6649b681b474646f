import type { Statements } from '../database/store.ts';
import { openTo } from './roles.ts';

export const HOUR_MS = 3_600_000;

interface Tally {
  /** Of those who wait for the next write. */
  waiting: number;
  next: Promise<void> | undefined;
  writing: Promise<unknown>;
}

export type CountDownload = (packageId: string, version: string) => Promise<void>;

/**
 * Counts downloads in the current UTC hour, and resolves when each is written. Those that come while a version's count
 * is being written go into its next write together: one row, and many who would wait for each other's lock on it.
 */
export function openDownloadCount(db: Statements): CountDownload {
  const tallies = new Map<string, Tally>();
  return (packageId, version) => {
    const key = `${packageId}@${version}`;
    const tally = tallies.get(key) ?? { waiting: 0, next: undefined, writing: Promise.resolve() };
    tallies.set(key, tally);
    const write = async (): Promise<void> => {
      // Whoever waited for that one is told how it went.
      await tally.writing.catch(() => undefined);
      const count = tally.waiting;
      tally.waiting = 0;
      tally.next = undefined;
      tally.writing = addDownloads(db, packageId, version, count);
      try {
        await tally.writing;
      } finally {
        if (tally.next === undefined) tallies.delete(key);
      }
    };
    tally.waiting += 1;
    tally.next ??= write();
    return tally.next;
  };
}

async function addDownloads(db: Statements, packageId: string, version: string, count: number): Promise<void> {
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  await db.run(
    `INSERT INTO downloads (package_id, version, hour, count) VALUES (?, ?, ?, ?)
     ON CONFLICT (package_id, version, hour) DO UPDATE SET count = downloads.count + excluded.count`,
    ...[packageId, version, hour, count],
  );
}

/** Downloads per hour from the hour `after` up to and with the hour `before`; hours without any are left out. */
export async function listDownloads(
  db: Statements,
  packageId: string,
  version: string,
  after: number,
  before: number,
): Promise<{ hour: number; count: number }[]> {
  return await db.all(
    `SELECT hour, count FROM downloads WHERE package_id = ? AND version = ? AND hour >= ? AND hour <= ? ORDER BY hour`,
    packageId,
    version,
    after,
    before,
  );
}

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
