import type { Database } from './database.ts';

/** What the files of the data folder take, by what the database knows of them. */
export function bytesOnDisk(db: Database): { uploads: number; contents: number } {
  const sum = (sql: string): number => db.get<{ bytes: number }>(sql)?.bytes ?? 0;
  return {
    uploads: sum(
      `SELECT COALESCE(SUM(uploads.size), 0) AS bytes FROM uploads
       JOIN versions USING (package_id, version) WHERE status <> 'processed'`,
    ),
    // The same package under two numbers is one file.
    contents: sum(
      `SELECT COALESCE(SUM(size), 0) AS bytes FROM (
         SELECT DISTINCT hash, size FROM versions WHERE hash IS NOT NULL
           AND ((is_stored = 1 AND status = 'processed') OR hash IN (SELECT hash FROM links)))`,
    ),
  };
}
