import { nameKey, type PackageType } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';
import { IN_SIGHT, VERSIONS } from './versions.ts';

export interface Package {
  /** Partial id, lower case. */
  readonly id: string;
  readonly name: string;
  readonly authorId: string;
  readonly type: PackageType;
  readonly description: string;
}

export interface PackageRow {
  id: string;
  name: string;
  author_id: string;
  type: PackageType;
  description: string;
}

export function toPackage(row: PackageRow): Package {
  return {
    id: row.id,
    name: row.name,
    authorId: row.author_id,
    type: row.type,
    description: row.description,
  };
}

export async function addPackage(db: Statements, pkg: Package): Promise<void> {
  await db.run(
    `INSERT INTO packages (id, name, name_key, author_id, type, description, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    pkg.id,
    pkg.name,
    nameKey(pkg.name),
    pkg.authorId,
    pkg.type,
    pkg.description,
    Date.now(),
  );
}

export async function findPackage(db: Statements, id: string): Promise<Package | undefined> {
  const row = await db.get<PackageRow>('SELECT * FROM packages WHERE id = ?', id);
  return row === undefined ? undefined : toPackage(row);
}

export async function isPackageNameTaken(db: Statements, name: string): Promise<boolean> {
  return (await db.get('SELECT 1 FROM packages WHERE name_key = ?', nameKey(name))) !== undefined;
}

export async function setDescription(db: Statements, id: string, description: string): Promise<void> {
  await db.run('UPDATE packages SET description = ? WHERE id = ?', description, id);
}

export async function countPackages(db: Statements): Promise<{ packages: number; versions: number }> {
  return {
    packages: (await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM packages'))?.n ?? 0,
    versions: (await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM versions'))?.n ?? 0,
  };
}

/** Packages that have something for everybody, by id. */
export async function listPublicPackageIds(db: Statements): Promise<string[]> {
  return (
    await db.all<{ package_id: string }>(
      `SELECT DISTINCT package_id FROM ${VERSIONS} WHERE is_public = 1 AND ${IN_SIGHT} ORDER BY package_id`,
    )
  ).map((row) => row.package_id);
}

export interface PackageOfAuthor extends Package {
  readonly authorName: string;
}

/** The packages of these ids with the names of their authors. */
export async function findPackages(db: Statements, ids: readonly string[]): Promise<PackageOfAuthor[]> {
  return (
    await db.all<PackageRow & { author_name: string }>(
      `SELECT packages.*, authors.name AS author_name FROM packages JOIN authors ON authors.id = author_id
       WHERE packages.id IN (${ids.map(() => '?')})`,
      ...ids,
    )
  ).map((row) => ({ ...toPackage(row), authorName: row.author_name }));
}

/** Every package with all that hangs on it, and the mails; authors and tokens stay. */
export function forgetAllPackages(db: Statements): Promise<void> {
  return db.transaction(async (inside) => {
    await inside.run('DELETE FROM packages');
    await inside.run('DELETE FROM mails');
  });
}
