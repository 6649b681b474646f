import type { Statements } from '../database/store.ts';
import { openTo } from './roles.ts';
import { IN_SIGHT, VERSIONS } from './versions.ts';

/** Where a version that is not stored can be fetched for a day. */
export interface DownloadLink {
  readonly hash: string;
  readonly fileName: string;
  readonly size: number;
}

export async function addLink(
  db: Statements,
  link: { token: string; hash: string; packageId: string; version: string; expiresAt: number },
): Promise<void> {
  await db.run(
    'INSERT INTO links (token, hash, package_id, version, expires_at) VALUES (?, ?, ?, ?, ?)',
    link.token,
    link.hash,
    link.packageId,
    link.version,
    link.expiresAt,
  );
}

export async function findLink(db: Statements, token: string): Promise<DownloadLink | undefined> {
  const row = await db.get<{ hash: string; package_id: string; version: string; size: number }>(
    `SELECT links.hash, package_id, version, versions.size FROM links JOIN versions USING (package_id, version)
       JOIN packages ON packages.id = package_id
     WHERE token = ? AND expires_at > ? AND ${IN_SIGHT}`,
    token,
    Date.now(),
  );
  if (row === undefined) return undefined;
  return { hash: row.hash, fileName: `${row.package_id}@${row.version}.xpkg`, size: row.size };
}

export async function removeExpiredLinks(db: Statements): Promise<void> {
  await db.run('DELETE FROM links WHERE expires_at <= ?', Date.now());
}

/** Who asks for a content: a private version opens to its key and to those with a role at its package. */
interface Reader {
  readonly privateKey: string | undefined;
  readonly authorId: string | undefined;
}

/** The stored version a content belongs to; a version that is not stored has its link instead. */
export async function findStoredContent(
  db: Statements,
  hash: string,
  reader: Reader,
): Promise<{ fileName: string; size: number } | undefined> {
  // Nobody has an empty id.
  const { sql, values } = openTo(reader.authorId ?? '');
  const row = await db.get<{ package_id: string; version: string; size: number }>(
    `SELECT package_id, version, size FROM ${VERSIONS}
     WHERE hash = ? AND is_stored = 1 AND ${IN_SIGHT} AND (is_public = 1 OR private_key = ? OR ${sql})
     LIMIT 1`,
    hash,
    reader.privateKey,
    ...values,
  );
  return row === undefined ? undefined : { fileName: `${row.package_id}@${row.version}.xpkg`, size: row.size };
}

/** Every content that must be on disk: what was hidden can be brought back. */
export async function listNeededHashes(db: Statements): Promise<string[]> {
  return (
    await db.all<{ hash: string }>(
      `SELECT hash FROM versions WHERE hash IS NOT NULL AND is_stored = 1 AND status IN ('processed', 'removed')
       UNION SELECT hash FROM links WHERE expires_at > ?
       UNION SELECT hash FROM mirrored_files WHERE size IS NOT NULL`,
      Date.now(),
    )
  ).map((row) => row.hash);
}
