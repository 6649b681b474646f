import type { Statements } from './database/store.ts';

export function isAnswering(db: Statements): Promise<boolean> {
  return db.get('SELECT 1').then(
    () => true,
    () => false,
  );
}

/** What the files of the data folder take, by what the database knows of them. */
export async function bytesOnDisk(db: Statements): Promise<{ uploads: number; contents: number }> {
  const sum = async (sql: string): Promise<number> => (await db.get<{ bytes: number }>(sql))?.bytes ?? 0;
  return {
    uploads: await sum(
      `SELECT COALESCE(SUM(uploads.size), 0) AS bytes FROM uploads
       JOIN versions USING (package_id, version) WHERE status <> 'processed'`,
    ),
    // The same package under two numbers is one file.
    contents: await sum(
      `SELECT COALESCE(SUM(size), 0) AS bytes FROM (
         SELECT DISTINCT hash, size FROM versions WHERE hash IS NOT NULL
           AND ((is_stored = 1 AND status = 'processed') OR hash IN (SELECT hash FROM links))) AS files`,
    ),
  };
}
