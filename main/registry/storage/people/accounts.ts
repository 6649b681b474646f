import type { Statements } from '../database/store.ts';
import { UNLIMITED_STORAGE } from './authors.ts';

/** An account as an operator sees it. */
export interface Account {
  readonly authorId: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: number;
  readonly packages: number;
  /** Bytes that its packages take. */
  readonly usedStorage: number;
  /** Undefined where there is no limit. */
  readonly totalStorage: number | undefined;
  readonly lockedAt: number | undefined;
}

/** The oldest first. */
export async function listAccounts(db: Statements): Promise<Account[]> {
  const rows = await db.all<Account & { readonly totalStorage: number }>(
    `SELECT authors.id AS "authorId", authors.name, email, authors.created_at AS "createdAt",
       total_storage AS "totalStorage", locked_at AS "lockedAt",
       (SELECT COUNT(*) FROM packages WHERE packages.author_id = authors.id) AS packages,
       (SELECT COALESCE(SUM(size), 0) FROM versions JOIN packages ON packages.id = package_id
        WHERE packages.author_id = authors.id) AS "usedStorage"
     FROM authors ORDER BY authors.created_at, rowid`,
  );
  return rows.map((row) => ({
    ...row,
    totalStorage: row.totalStorage >= UNLIMITED_STORAGE ? undefined : row.totalStorage,
  }));
}
