import type { Statements } from '../database/store.ts';

/** Who somebody is elsewhere. A subject is its issuer's own name for a person and never given to another one; an e-mail is not that. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

export async function findAuthorOfIdentity(db: Statements, { issuer, subject }: Identity): Promise<string | undefined> {
  const sql = 'SELECT author_id FROM identities WHERE issuer = ? AND subject = ?';
  return (await db.get<{ author_id: string }>(sql, issuer, subject))?.author_id;
}

export async function addIdentity(db: Statements, { issuer, subject }: Identity, authorId: string): Promise<void> {
  await db.run(
    'INSERT INTO identities (issuer, subject, author_id, created_at) VALUES (?, ?, ?, ?)',
    ...[issuer, subject, authorId, Date.now()],
  );
}
