import { nameKey, type PackageType } from '../../../protocol/index.ts';
import type { Database } from './database.ts';

export type Package = {
  /** Partial id, lower case. */
  readonly id: string;
  readonly name: string;
  readonly authorId: string;
  readonly type: PackageType;
  readonly description: string;
};

type Row = { id: string; name: string; author_id: string; type: PackageType; description: string };

const toPackage = (row: Row): Package => ({
  id: row.id,
  name: row.name,
  authorId: row.author_id,
  type: row.type,
  description: row.description,
});

export function addPackage(db: Database, pkg: Package): void {
  db.run(
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

export function findPackage(db: Database, id: string): Package | null {
  const row = db.get<Row>('SELECT * FROM packages WHERE id = ?', id);
  return row === undefined ? null : toPackage(row);
}

export const isPackageNameTaken = (db: Database, name: string): boolean =>
  db.get('SELECT 1 FROM packages WHERE name_key = ?', nameKey(name)) !== undefined;

export const listPackagesOf = (db: Database, authorId: string): Package[] =>
  db.all<Row>('SELECT * FROM packages WHERE author_id = ? ORDER BY id', authorId).map(toPackage);

export function setDescription(db: Database, id: string, description: string): void {
  db.run('UPDATE packages SET description = ? WHERE id = ?', description, id);
}

export function countPackages(db: Database): { packages: number; versions: number } {
  return {
    packages: db.get<{ n: number }>('SELECT COUNT(*) AS n FROM packages')?.n ?? 0,
    versions: db.get<{ n: number }>('SELECT COUNT(*) AS n FROM versions')?.n ?? 0,
  };
}

/** Packages that have something for everybody, by id. */
export const listPublicPackageIds = (db: Database): string[] =>
  db
    .all<{ package_id: string }>(
      `SELECT DISTINCT package_id FROM versions WHERE is_public = 1 AND status = 'processed' ORDER BY package_id`,
    )
    .map((row) => row.package_id);
