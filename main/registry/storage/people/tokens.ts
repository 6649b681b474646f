import type { Statements } from '../database/store.ts';

/** The packages a "specific" permission is for, by the names the API gives the lists. */
export interface TokenPackages {
  readonly versionUploadPackages: readonly string[];
  readonly descriptionUpdatePackages: readonly string[];
  readonly updateVersionDataPackages: readonly string[];
  readonly viewAnalyticsPackages: readonly string[];
  /** Whose versions a job of CI may look at, to tell how its upload ended; X-Pkg knows no such list. */
  readonly viewPackages?: readonly string[];
}

export interface Token {
  readonly id: string;
  readonly authorId: string;
  /** `issued` by the author with a name, or given by a log-in, also that of a job of CI. */
  readonly kind: 'issued' | 'login';
  readonly name: string;
  readonly description: string;
  readonly permissions: number;
  readonly packages: TokenPackages;
  readonly createdAt: number;
  readonly expiresAt: number | undefined;
}

interface Row {
  id: string;
  author_id: string;
  kind: 'issued' | 'login';
  name: string;
  description: string;
  permissions: number;
  packages: string;
  created_at: number;
  expires_at: number | undefined;
}

function toToken(row: Row): Token {
  return {
    id: row.id,
    authorId: row.author_id,
    kind: row.kind,
    name: row.name,
    description: row.description,
    permissions: row.permissions,
    packages: JSON.parse(row.packages) as TokenPackages,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** Only the digest is kept: whoever reads the database cannot act as the author. */
export async function addToken(db: Statements, token: Token, digest: string): Promise<void> {
  await db.run(
    `INSERT INTO tokens (id, digest, author_id, kind, name, description, permissions, packages, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    token.id,
    digest,
    token.authorId,
    token.kind,
    token.name,
    token.description,
    token.permissions,
    JSON.stringify(token.packages),
    token.createdAt,
    token.expiresAt,
  );
}

/** The token of this digest unless it has expired or its author is locked out. `inUseAs`: the id of one that was good when its request came. */
export async function findTokenByDigest(db: Statements, digest: string, inUseAs?: string): Promise<Token | undefined> {
  const row = await db.get<Row>(
    `SELECT tokens.* FROM tokens JOIN authors ON authors.id = author_id WHERE digest = ? AND locked_at IS NULL`,
    digest,
  );
  if (row === undefined) return undefined;
  const isOver = row.expires_at !== undefined && row.expires_at <= Date.now();
  return isOver && row.id !== inUseAs ? undefined : toToken(row);
}

/** Those that have not expired. */
export async function listTokens(db: Statements, authorId: string): Promise<Token[]> {
  const sql = `SELECT * FROM tokens WHERE author_id = ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at, id`;
  return (await db.all<Row>(sql, authorId, Date.now())).map(toToken);
}

export async function listIssuedTokens(db: Statements, authorId: string): Promise<Token[]> {
  return (await listTokens(db, authorId)).filter((token) => token.kind === 'issued');
}

export async function revokeToken(db: Statements, authorId: string, id: string): Promise<boolean> {
  return (await db.run('DELETE FROM tokens WHERE id = ? AND author_id = ?', id, authorId)) > 0;
}

/** All but the one that somebody asks with; those of log-ins and jobs of CI too. Returns how many there were. */
export async function revokeOtherTokens(db: Statements, authorId: string, asking: string): Promise<number> {
  return await db.run('DELETE FROM tokens WHERE author_id = ? AND id <> ?', authorId, asking);
}

/** An upload that began with a good token may go on for so long after its end; nothing else is allowed by it then. */
const LONGEST_UPLOAD_MS = 86_400_000;

export async function removeExpiredTokens(db: Statements): Promise<void> {
  const sql = 'DELETE FROM tokens WHERE expires_at IS NOT NULL AND expires_at <= ?';
  await db.run(sql, Date.now() - LONGEST_UPLOAD_MS);
}
