import type { VersionStatus } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';
import { openTo } from './roles.ts';

// What is taken from sight: one version, or a package with all it has and all that come. Hiding can be taken back,
// removing cannot. Each says whether there was anything that it could be done to.

/** Takes a version from everybody; its author sees it as removed, and its file stays. */
export async function hideVersion(db: Statements, packageId: string, version: string): Promise<boolean> {
  return changeStatus(db, packageId, version, 'processed', 'removed');
}

export async function restoreVersion(db: Statements, packageId: string, version: string): Promise<boolean> {
  return changeStatus(db, packageId, version, 'removed', 'processed');
}

const GONE = `status = 'removed', hash = NULL, size = 0, installed_size = 0`;

/** For good: nobody gets it any more, its space is free, and its number stays used up. Not while it is being processed. */
export function removeVersion(db: Statements, packageId: string, version: string): Promise<boolean> {
  return db.transaction(async (inside) => {
    const sql = `UPDATE versions SET ${GONE}
      WHERE package_id = ? AND version = ? AND status <> 'processing' AND (status <> 'removed' OR hash IS NOT NULL)`;
    if ((await inside.run(sql, packageId, version)) === 0) return false;
    for (const table of ['links', 'uploads']) {
      await inside.run(`DELETE FROM ${table} WHERE package_id = ? AND version = ?`, packageId, version);
    }
    return true;
  });
}

async function changeStatus(
  db: Statements,
  packageId: string,
  version: string,
  from: VersionStatus,
  to: VersionStatus,
): Promise<boolean> {
  const sql = `UPDATE versions SET status = ? WHERE package_id = ? AND version = ? AND status = ? AND hash IS NOT NULL`;
  return (await db.run(sql, to, packageId, version, from)) > 0;
}

/** The rows of its versions stay as they are, so that all is there again when it is restored. */
export async function hidePackage(db: Statements, packageId: string, reason: string | undefined): Promise<boolean> {
  const sql = 'UPDATE packages SET hidden_at = ?, moderation_reason = ? WHERE id = ? AND hidden_at IS NULL';
  return (await db.run(sql, Date.now(), reason, packageId)) > 0;
}

/** Versions that were hidden one by one stay hidden. */
export async function restorePackage(db: Statements, packageId: string): Promise<boolean> {
  const sql = `UPDATE packages SET hidden_at = NULL, moderation_reason = NULL
    WHERE id = ? AND hidden_at IS NOT NULL AND removed_at IS NULL`;
  return (await db.run(sql, packageId)) > 0;
}

/** For good, whatever is being processed too: with its upload a job ends. Its id and its name stay used up. */
export function removePackage(db: Statements, packageId: string, reason: string | undefined): Promise<boolean> {
  return db.transaction(async (inside) => {
    const now = Date.now();
    const sql = `UPDATE packages SET removed_at = ?, hidden_at = COALESCE(hidden_at, ?),
        moderation_reason = COALESCE(?, moderation_reason) WHERE id = ? AND removed_at IS NULL`;
    if ((await inside.run(sql, now, now, reason, packageId)) === 0) return false;
    await inside.run(`UPDATE versions SET ${GONE} WHERE package_id = ?`, packageId);
    for (const table of ['links', 'uploads']) await inside.run(`DELETE FROM ${table} WHERE package_id = ?`, packageId);
    return true;
  });
}

export interface ModeratedPackage {
  readonly packageId: string;
  /** ISO 8601. */
  readonly hiddenAt: string;
  /** The same, of one that is gone for good. */
  readonly removedAt: string | undefined;
  /** What the operator said about it. */
  readonly reason: string | undefined;
}

interface Row {
  id: string;
  hidden_at: number;
  removed_at: number | undefined;
  moderation_reason: string | undefined;
}

async function list(db: Statements, condition: string, ...values: readonly string[]): Promise<ModeratedPackage[]> {
  const rows = await db.all<Row>(
    `SELECT id, hidden_at, removed_at, moderation_reason FROM packages
     WHERE hidden_at IS NOT NULL AND ${condition} ORDER BY hidden_at DESC, id`,
    ...values,
  );
  return rows.map((row) => ({
    packageId: row.id,
    hiddenAt: new Date(row.hidden_at).toISOString(),
    removedAt: row.removed_at === undefined ? undefined : new Date(row.removed_at).toISOString(),
    reason: row.moderation_reason,
  }));
}

/** Last hidden first. */
export function listModerated(db: Statements): Promise<ModeratedPackage[]> {
  return list(db, 'TRUE');
}

/** Those the author has a role at. */
export function listModeratedOpenTo(db: Statements, authorId: string): Promise<ModeratedPackage[]> {
  const { sql, values } = openTo(authorId);
  return list(db, sql, ...values);
}

/** Undefined for one that everybody may see, and where there is none. */
export async function findModerated(db: Statements, packageId: string): Promise<ModeratedPackage | undefined> {
  const [found] = await list(db, 'id = ?', packageId);
  return found;
}
