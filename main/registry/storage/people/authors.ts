import { nameKey } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';

export interface Author {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string | undefined;
  readonly verified: boolean;
  /** Bytes of packages the author may have in all; undefined where there is no limit. */
  readonly totalStorage: number | undefined;
  readonly nameChangedAt: number | undefined;
  /** Since when the operator lets nobody in with it; undefined where that is not so. */
  readonly lockedAt: number | undefined;
}

interface Row {
  id: string;
  name: string;
  email: string;
  password: string | undefined;
  verified: number;
  total_storage: number;
  name_changed_at: number | undefined;
  locked_at: number | undefined;
}

/** How "no limit" is kept and, since the API knows only numbers, reported. */
export const UNLIMITED_STORAGE = Number.MAX_SAFE_INTEGER;

function toAuthor(row: Row): Author {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    password: row.password,
    verified: row.verified === 1,
    totalStorage: row.total_storage >= UNLIMITED_STORAGE ? undefined : row.total_storage,
    nameChangedAt: row.name_changed_at,
    lockedAt: row.locked_at,
  };
}

/** Whether the operator lets nobody in with this account. */
export async function isLocked(db: Statements, authorId: string): Promise<boolean> {
  return (await findAuthor(db, authorId))?.lockedAt !== undefined;
}

export async function addAuthor(db: Statements, author: Omit<Author, 'lockedAt'>): Promise<void> {
  await db.run(
    `INSERT INTO authors (id, name, name_key, email, email_key, password, verified, total_storage, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    author.id,
    author.name,
    nameKey(author.name),
    author.email,
    author.email.toLowerCase(),
    author.password,
    author.verified ? 1 : 0,
    author.totalStorage ?? UNLIMITED_STORAGE,
    Date.now(),
  );
}

async function find(db: Statements, column: string, value: string): Promise<Author | undefined> {
  const row = await db.get<Row>(`SELECT * FROM authors WHERE ${column} = ?`, value);
  return row === undefined ? undefined : toAuthor(row);
}

export async function findAuthor(db: Statements, id: string): Promise<Author | undefined> {
  return find(db, 'id', id);
}

export async function findAuthorByEmail(db: Statements, email: string): Promise<Author | undefined> {
  return find(db, 'email_key', email.toLowerCase());
}

export async function findAuthorByName(db: Statements, name: string): Promise<Author | undefined> {
  return find(db, 'name_key', nameKey(name));
}

const BY_AGE = 'ORDER BY created_at, rowid';

export async function listAuthors(db: Statements): Promise<Author[]> {
  return (await db.all<Row>(`SELECT * FROM authors ${BY_AGE}`)).map(toAuthor);
}

/** The first author of the data folder: whoever started the registry there. */
export async function findOwner(db: Statements): Promise<Author | undefined> {
  const row = await db.get<Row>(`SELECT * FROM authors ${BY_AGE} LIMIT 1`);
  return row === undefined ? undefined : toAuthor(row);
}

export async function renameAuthor(db: Statements, id: string, name: string): Promise<void> {
  await db.run(
    'UPDATE authors SET name = ?, name_key = ?, name_changed_at = ? WHERE id = ?',
    name,
    nameKey(name),
    Date.now(),
    id,
  );
}

export async function setTotalStorage(db: Statements, id: string, bytes: number | undefined): Promise<void> {
  await db.run('UPDATE authors SET total_storage = ? WHERE id = ?', bytes ?? UNLIMITED_STORAGE, id);
}

/** False where nothing changed. Tokens, roles and packages stay, and are of use again afterwards. */
export async function setLocked(db: Statements, id: string, locked: boolean): Promise<boolean> {
  const sql = locked
    ? 'UPDATE authors SET locked_at = ? WHERE id = ? AND locked_at IS NULL'
    : 'UPDATE authors SET locked_at = NULL WHERE id = ? AND locked_at IS NOT NULL';
  return (await db.run(sql, ...(locked ? [Date.now()] : []), id)) > 0;
}

export async function addVerification(db: Statements, token: string, authorId: string): Promise<void> {
  await db.run(
    'INSERT INTO verifications (token, author_id, created_at) VALUES (?, ?, ?)',
    token,
    authorId,
    Date.now(),
  );
}

/** Uses the token up; undefined when there is no such token. */
export async function takeVerification(db: Statements, token: string): Promise<string | undefined> {
  return await db.transaction(async (inside) => {
    const row = await inside.get<{ author_id: string }>('SELECT author_id FROM verifications WHERE token = ?', token);
    if (row === undefined) return undefined;
    await inside.run('DELETE FROM verifications WHERE author_id = ?', row.author_id);
    await inside.run('UPDATE authors SET verified = 1 WHERE id = ?', row.author_id);
    return row.author_id;
  });
}
