import type { StoredFields, VersionStatus } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';

export type ListEntry = readonly [packageId: string, selection: string];

export interface VersionRecord extends StoredFields {
  readonly packageId: string;
  /** Canonical text. */
  readonly version: string;
  readonly orderKey: bigint;
  readonly status: VersionStatus;
  /** Why it ended like this, where there is more to say than the status does. */
  readonly reason: string | undefined;
  /** What the processing noticed besides, such as "the live registry would have let this through". */
  readonly notes: readonly string[];
  readonly isPublic: boolean;
  readonly isStored: boolean;
  readonly privateKey: string | undefined;
  readonly uploadedAt: number;
  readonly hash: string | undefined;
  readonly size: number;
  readonly installedSize: number;
}

interface Row {
  package_id: string;
  version: string;
  order_key: string;
  status: VersionStatus;
  reason: string | undefined;
  notes: string;
  is_public: number;
  is_stored: number;
  private_key: string | undefined;
  dependencies: string;
  incompatibilities: string;
  xp_selection: string;
  mac_os: number;
  windows: number;
  linux: number;
  uploaded_at: number;
  hash: string | undefined;
  size: number;
  installed_size: number;
}

/** Versions beside their packages. A row of a version says nothing of its package, which may be hidden. */
export const VERSIONS = 'versions JOIN packages ON packages.id = package_id';

/** A condition on `VERSIONS`: what was processed and nobody has taken from sight. */
export const IN_SIGHT = `status = 'processed' AND hidden_at IS NULL`;

// order_key does not fit a JavaScript number, so it is read as text. What was processed is told of as removed while its
// package is hidden, just as a version that is hidden by itself.
const COLUMNS = `package_id, version, CAST(order_key AS TEXT) AS order_key, reason, notes, is_public,
  CASE WHEN status = 'processed' AND hidden_at IS NOT NULL THEN 'removed' ELSE status END AS status,
  is_stored, private_key, dependencies, incompatibilities, xp_selection, mac_os, windows, linux, uploaded_at, hash,
  size, installed_size`;

function toVersion(row: Row): VersionRecord {
  return {
    packageId: row.package_id,
    version: row.version,
    orderKey: BigInt(row.order_key),
    status: row.status,
    reason: row.reason,
    notes: JSON.parse(row.notes) as string[],
    isPublic: row.is_public === 1,
    isStored: row.is_stored === 1,
    privateKey: row.private_key,
    dependencies: JSON.parse(row.dependencies) as ListEntry[],
    incompatibilities: JSON.parse(row.incompatibilities) as ListEntry[],
    xpSelection: row.xp_selection,
    platforms: { macOS: row.mac_os === 1, windows: row.windows === 1, linux: row.linux === 1 },
    uploadedAt: row.uploaded_at,
    hash: row.hash,
    size: row.size,
    installedSize: row.installed_size,
  };
}

export async function addVersion(db: Statements, version: VersionRecord): Promise<void> {
  await db.run(
    `INSERT INTO versions (package_id, version, order_key, status, reason, notes, is_public, is_stored, private_key,
       dependencies, incompatibilities, xp_selection, mac_os, windows, linux, uploaded_at, hash, size, installed_size)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    version.packageId,
    version.version,
    version.orderKey,
    version.status,
    version.reason,
    JSON.stringify(version.notes),
    version.isPublic ? 1 : 0,
    version.isStored ? 1 : 0,
    version.privateKey,
    JSON.stringify(version.dependencies),
    JSON.stringify(version.incompatibilities),
    version.xpSelection,
    version.platforms.macOS ? 1 : 0,
    version.platforms.windows ? 1 : 0,
    version.platforms.linux ? 1 : 0,
    version.uploadedAt,
    version.hash,
    version.size,
    version.installedSize,
  );
}

export async function findVersion(
  db: Statements,
  packageId: string,
  version: string,
): Promise<VersionRecord | undefined> {
  const row = await db.get<Row>(
    `SELECT ${COLUMNS} FROM ${VERSIONS} WHERE package_id = ? AND version = ?`,
    packageId,
    version,
  );
  return row === undefined ? undefined : toVersion(row);
}

/** Lowest version first. */
export async function listVersions(db: Statements, packageId: string): Promise<VersionRecord[]> {
  return (
    await db.all<Row>(`SELECT ${COLUMNS} FROM ${VERSIONS} WHERE package_id = ? ORDER BY versions.order_key`, packageId)
  ).map(toVersion);
}

/** The processed public versions anybody may see, by package and lowest version first. */
export async function listPublicVersions(db: Statements, packageId: string): Promise<VersionRecord[]> {
  return (
    await db.all<Row>(
      `SELECT ${COLUMNS} FROM ${VERSIONS} WHERE package_id = ? AND is_public = 1 AND ${IN_SIGHT}
       ORDER BY versions.order_key`,
      packageId,
    )
  ).map(toVersion);
}

/** The same for several packages in one question, by package and lowest version first. */
export async function listPublicVersionsOf(db: Statements, ids: readonly string[]): Promise<VersionRecord[]> {
  return (
    await db.all<Row>(
      `SELECT ${COLUMNS} FROM ${VERSIONS} WHERE package_id IN (${ids.map(() => '?')}) AND is_public = 1 AND ${IN_SIGHT}
       ORDER BY package_id, versions.order_key`,
      ...ids,
    )
  ).map(toVersion);
}

/** Back to `processing`: access, lists, selection, platforms and private key stay as they were uploaded. */
export async function restartVersion(db: Statements, packageId: string, version: string): Promise<void> {
  await db.run(
    `UPDATE versions SET status = 'processing', reason = NULL, notes = '[]', uploaded_at = ?, hash = NULL, size = 0,
       installed_size = 0 WHERE package_id = ? AND version = ?`,
    Date.now(),
    packageId,
    version,
  );
}

export interface VersionEnd {
  readonly status: VersionStatus;
  readonly reason: string | undefined;
  readonly notes: readonly string[];
  readonly hash: string | undefined;
  readonly size: number;
  readonly installedSize: number;
}

export async function endVersion(db: Statements, packageId: string, version: string, end: VersionEnd): Promise<void> {
  await db.run(
    `UPDATE versions SET status = ?, reason = ?, notes = ?, hash = ?, size = ?, installed_size = ?
     WHERE package_id = ? AND version = ?`,
    end.status,
    end.reason,
    JSON.stringify(end.notes),
    end.hash,
    end.size,
    end.installedSize,
    packageId,
    version,
  );
}

export async function setIncompatibilities(
  db: Statements,
  packageId: string,
  version: string,
  list: readonly ListEntry[],
): Promise<void> {
  await db.run(
    'UPDATE versions SET incompatibilities = ? WHERE package_id = ? AND version = ?',
    JSON.stringify(list),
    packageId,
    version,
  );
}

export async function setXpSelection(
  db: Statements,
  packageId: string,
  version: string,
  selection: string,
): Promise<void> {
  await db.run(
    'UPDATE versions SET xp_selection = ? WHERE package_id = ? AND version = ?',
    selection,
    packageId,
    version,
  );
}

/**
 * What the author's packages take. Always the sum of the sizes, so it cannot drift from them; a version that is not
 * stored counts as well (XPKG.md section 5, step 7).
 */
export async function usedStorage(db: Statements, authorId: string): Promise<number> {
  return (
    (
      await db.get<{ used: number }>(
        `SELECT COALESCE(SUM(size), 0) AS used FROM versions
     WHERE package_id IN (SELECT id FROM packages WHERE author_id = ?)`,
        authorId,
      )
    )?.used ?? 0
  );
}
