import type { ListedPackage } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';

// What another registry offers to everybody, and which of its package files have been fetched. A package of this
// registry's own goes before one of the same id.

/** Not in the list of packages of this registry. */
const NOT_OWN = 'package_id NOT IN (SELECT id FROM packages)';

export async function findMirrored(
  db: Statements,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListedPackage>> {
  const rows = await db.all<{ package_id: string; listed: string }>(
    `SELECT package_id, listed FROM mirrored_packages WHERE package_id IN (${ids.map(() => '?')}) AND ${NOT_OWN}`,
    ...ids,
  );
  return new Map(rows.map(({ package_id, listed }) => [package_id, JSON.parse(listed) as ListedPackage]));
}

export async function listMirroredIds(db: Statements): Promise<string[]> {
  return (await db.all<{ package_id: string }>(`SELECT package_id FROM mirrored_packages WHERE ${NOT_OWN}`)).map(
    (row) => row.package_id,
  );
}

export async function isMirrored(db: Statements, id: string): Promise<boolean> {
  return (await db.get('SELECT 1 FROM mirrored_packages WHERE package_id = ?', id)) !== undefined;
}

/** Puts what the origin lists now in place of what it listed before. Returns the packages that changed. */
export function replaceMirrored(db: Statements, packages: readonly ListedPackage[]): Promise<string[]> {
  return db.transaction(async (inside) => {
    const rows = await inside.all<{ package_id: string; listed: string }>('SELECT * FROM mirrored_packages');
    const known = new Map(rows.map(({ package_id, listed }) => [package_id, listed]));
    const changed: string[] = [];
    for (const one of packages) {
      const listed = JSON.stringify(one);
      if (known.get(one.packageId) !== listed) {
        changed.push(one.packageId);
        await putMirrored(inside, one, listed);
      }
      known.delete(one.packageId);
    }
    for (const id of known.keys()) await inside.run('DELETE FROM mirrored_packages WHERE package_id = ?', id);
    return [...changed, ...known.keys()];
  });
}

async function putMirrored(db: Statements, { packageId, versions }: ListedPackage, listed: string): Promise<void> {
  await db.run(
    `INSERT INTO mirrored_packages (package_id, listed) VALUES (?, ?)
     ON CONFLICT (package_id) DO UPDATE SET listed = excluded.listed`,
    ...[packageId, listed],
  );
  const left = versions.map(({ version }) => version);
  await db.run(
    `DELETE FROM mirrored_files WHERE package_id = ? AND version NOT IN (${left.map(() => '?')})`,
    ...[packageId, ...left],
  );
}

export interface MirroredFile {
  readonly packageId: string;
  readonly version: string;
  readonly hash: string;
  /** Undefined until it has been fetched. */
  readonly size: number | undefined;
}

const FILES = 'SELECT package_id AS "packageId", version, hash, size FROM mirrored_files';

export function findMirroredFile(db: Statements, id: string, version: string): Promise<MirroredFile | undefined> {
  return db.get<MirroredFile>(`${FILES} WHERE package_id = ? AND version = ?`, id, version);
}

export function listMirroredFiles(db: Statements, id: string): Promise<MirroredFile[]> {
  return db.all<MirroredFile>(`${FILES} WHERE package_id = ?`, id);
}

/** One that has been fetched before one that has not. */
export function findMirroredContent(db: Statements, hash: string): Promise<MirroredFile | undefined> {
  return db.get<MirroredFile>(`${FILES} WHERE hash = ? AND ${NOT_OWN} ORDER BY size IS NULL LIMIT 1`, hash);
}

/** The hash of a version, as the origin says it; another one than before is a file that has not been fetched. */
export async function putMirroredHash(db: Statements, id: string, version: string, hash: string): Promise<void> {
  await db.run(
    `INSERT INTO mirrored_files (package_id, version, hash) VALUES (?, ?, ?)
     ON CONFLICT (package_id, version) DO UPDATE SET hash = excluded.hash, size = NULL WHERE mirrored_files.hash <> excluded.hash`,
    ...[id, version, hash],
  );
}

export async function setMirroredSize(db: Statements, hash: string, size: number): Promise<void> {
  await db.run('UPDATE mirrored_files SET size = ? WHERE hash = ?', size, hash);
}

export interface MirrorCounts {
  readonly packages: number;
  readonly files: number;
  readonly bytes: number;
}

export async function countMirrored(db: Statements): Promise<MirrorCounts> {
  const packages = await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM mirrored_packages');
  const files = await db.get<{ n: number; bytes: number }>(
    'SELECT COUNT(*) AS n, COALESCE(SUM(size), 0) AS bytes FROM mirrored_files WHERE size IS NOT NULL',
  );
  return { packages: packages?.n ?? 0, files: files?.n ?? 0, bytes: files?.bytes ?? 0 };
}

export interface MirrorState {
  readonly followedAt: number | undefined;
  /** Why the last look failed; undefined when it did not. */
  readonly fault: string | undefined;
  /** What the origin is signed with, as JSON, where it signs. */
  readonly siteKey: string | undefined;
}

export async function mirrorState(db: Statements, origin: string): Promise<MirrorState> {
  const found = await db.get<MirrorState>(
    'SELECT followed_at AS "followedAt", fault, site_key AS "siteKey" FROM mirror_state WHERE origin = ?',
    origin,
  );
  return found ?? { followedAt: undefined, fault: undefined, siteKey: undefined };
}

/** Of several processes one looks; false when another one has begun less than `everyMs` ago. */
export async function beginToFollow(db: Statements, origin: string, everyMs: number): Promise<boolean> {
  const { now } = db.dialect;
  await db.run('INSERT INTO mirror_state (origin) VALUES (?) ON CONFLICT DO NOTHING', origin);
  const sql = `UPDATE mirror_state SET begun_at = ${now} WHERE origin = ? AND begun_at <= ${now} - ?`;
  return (await db.run(sql, origin, everyMs)) > 0;
}

export async function endFollowing(db: Statements, origin: string, fault: string | undefined): Promise<void> {
  await db.run('UPDATE mirror_state SET fault = ? WHERE origin = ?', fault, origin);
  if (fault !== undefined) return;
  await db.run(`UPDATE mirror_state SET followed_at = ${db.dialect.now} WHERE origin = ?`, origin);
}

export async function keepSiteKey(db: Statements, origin: string, siteKey: string): Promise<void> {
  await db.run('UPDATE mirror_state SET site_key = ? WHERE origin = ?', siteKey, origin);
}
