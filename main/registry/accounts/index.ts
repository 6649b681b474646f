import { randomUUID } from 'node:crypto';
import { PERMISSIONS } from '../../../protocol/index.ts';
import type { Statements } from '../storage/database/store.ts';
import { addAuthor, findOwner } from '../storage/people/authors.ts';
import { digestOf, newTokenText } from '../storage/people/token-text.ts';
import { addToken, type Token, type TokenPackages } from '../storage/people/tokens.ts';

const DAY_MS = 86_400_000;
const LOGIN_MS = 6 * 3_600_000;
const CI_MS = 15 * 60_000;

export const NO_PACKAGES: TokenPackages = {
  versionUploadPackages: [],
  descriptionUpdatePackages: [],
  updateVersionDataPackages: [],
  viewAnalyticsPackages: [],
};

export interface TokenRequest {
  readonly name: string;
  readonly description?: string;
  readonly permissions: number;
  readonly packages?: TokenPackages;
  /** Undefined for a token of the local machine that does not run out. */
  readonly expiresInDays: number | undefined;
}

/** The only moment at which the text of a token is known. */
export interface NewToken {
  readonly text: string;
  readonly token: Token;
}

export async function issueToken(
  db: Statements,
  authorId: string,
  wish: TokenRequest,
  text = newTokenText(),
): Promise<NewToken> {
  const createdAt = Date.now();
  const token: Token = {
    id: randomUUID(),
    authorId,
    kind: 'issued',
    name: wish.name,
    description: wish.description ?? '',
    permissions: wish.permissions,
    packages: wish.packages ?? NO_PACKAGES,
    createdAt,
    expiresAt: wish.expiresInDays === undefined ? undefined : createdAt + wish.expiresInDays * DAY_MS,
  };
  await addToken(db, token, digestOf(text));
  return { text, token };
}

/** A log-in may do everything for six hours (XPKG.md section 7). */
export async function issueLoginToken(db: Statements, authorId: string): Promise<string> {
  const may = { name: 'Log-in', permissions: PERMISSIONS.Admin, packages: NO_PACKAGES };
  return (await issueForWhile(db, authorId, may, LOGIN_MS)).text;
}

/** For a job of CI: to upload and retry versions of this package, and to see how that ends, for as long as it takes. */
export function issueCiToken(
  db: Statements,
  authorId: string,
  { name, packageId }: { readonly name: string; readonly packageId: string },
): Promise<NewToken> {
  const packages = { ...NO_PACKAGES, versionUploadPackages: [packageId], viewPackages: [packageId] };
  return issueForWhile(db, authorId, { name, permissions: PERMISSIONS.UploadVersionSpecificPackages, packages }, CI_MS);
}

/** Not one of those that an author names and may have a number of. */
async function issueForWhile(
  db: Statements,
  authorId: string,
  may: Pick<Token, 'name' | 'permissions' | 'packages'>,
  forMs: number,
): Promise<NewToken> {
  const text = newTokenText();
  const createdAt = Date.now();
  const own = { id: randomUUID(), authorId, kind: 'login', description: '' } as const;
  const token: Token = { ...own, ...may, createdAt, expiresAt: createdAt + forMs };
  await addToken(db, token, digestOf(text));
  return { text, token };
}

export interface LocalAccount {
  readonly authorId: string;
  readonly token: string;
}

/** On a folder without any author: somebody to publish as, and the token to do it with. */
export async function createFirstAuthor(
  db: Statements,
  totalStorage: number | undefined,
): Promise<LocalAccount | undefined> {
  if ((await findOwner(db)) !== undefined) return undefined;
  return await db.transaction(async (inside) => {
    const id = 'local-author';
    await addAuthor(inside, {
      id,
      name: 'Local Author',
      email: 'author@localhost',
      password: undefined,
      verified: true,
      totalStorage,
      nameChangedAt: undefined,
    });
    const { text } = await issueToken(inside, id, {
      name: 'First token',
      permissions: PERMISSIONS.Admin,
      expiresInDays: undefined,
    });
    return { authorId: id, token: text };
  });
}

/** A fresh Admin token for whoever owns the machine, should the first one be lost. */
export async function createAdminToken(db: Statements): Promise<LocalAccount | undefined> {
  const author = await findOwner(db);
  if (author === undefined) return undefined;
  const { text } = await issueToken(db, author.id, {
    name: `Local token ${randomUUID().slice(0, 8)}`,
    permissions: PERMISSIONS.Admin,
    expiresInDays: undefined,
  });
  return { authorId: author.id, token: text };
}
