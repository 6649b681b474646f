import type { Statements } from '../database/store.ts';

/** A workflow of a repository that may upload versions of one package, without any token that lasts. */
export interface TrustedPublisher {
  readonly id: string;
  readonly packageId: string;
  /** Who named it, and whose role counts for what it uploads. */
  readonly authorId: string;
  readonly issuer: string;
  /** OWNER/NAME, as it was typed. */
  readonly repository: string;
  /** The issuer's own number for it, which no other repository ever has; undefined until it was used or told. */
  readonly repositoryId: string | undefined;
  /** The name of a file in .github/workflows. */
  readonly workflow: string;
  readonly environment: string | undefined;
  readonly createdAt: number;
  readonly usedAt: number | undefined;
}

interface Row {
  id: string;
  package_id: string;
  author_id: string;
  issuer: string;
  repository: string;
  repository_id: string | undefined;
  workflow: string;
  environment: string | undefined;
  created_at: number;
  used_at: number | undefined;
}

function toPublisher(row: Row): TrustedPublisher {
  return {
    id: row.id,
    packageId: row.package_id,
    authorId: row.author_id,
    issuer: row.issuer,
    repository: row.repository,
    repositoryId: row.repository_id,
    workflow: row.workflow,
    environment: row.environment,
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}

export async function addPublisher(db: Statements, one: TrustedPublisher): Promise<void> {
  await db.run(
    `INSERT INTO trusted_publishers
       (id, package_id, author_id, issuer, repository, repository_id, workflow, environment, created_at, used_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[one.id, one.packageId, one.authorId, one.issuer, one.repository, one.repositoryId, one.workflow],
    ...[one.environment, one.createdAt, one.usedAt],
  );
}

export async function listPublishers(db: Statements, packageId: string): Promise<TrustedPublisher[]> {
  const sql = 'SELECT * FROM trusted_publishers WHERE package_id = ? ORDER BY created_at, id';
  return (await db.all<Row>(sql, packageId)).map(toPublisher);
}

export async function removePublisher(db: Statements, packageId: string, id: string): Promise<boolean> {
  return (await db.run('DELETE FROM trusted_publishers WHERE package_id = ? AND id = ?', packageId, id)) > 0;
}

/** From its first use on, a repository of the same name with another number is another one. */
export async function publisherUsed(db: Statements, id: string, repositoryId: string): Promise<void> {
  const sql = 'UPDATE trusted_publishers SET repository_id = ?, used_at = ? WHERE id = ?';
  await db.run(sql, repositoryId, Date.now(), id);
}
