import type { Statements } from '../database/store.ts';
import { digestOf } from './token-text.ts';

// What is good for one use and a short time: a sign-in under way, an identity nobody has yet, the code for the app, the proof of
// a job of CI.

export type Purpose = 'sign-in' | 'identity' | 'app' | 'ci';

interface Row {
  content: string;
}

/** Kept under the digest of a text that its owner alone knows. */
export async function putSingleUse(
  db: Statements,
  text: string,
  kept: { readonly purpose: Purpose; readonly content: object; readonly forMs: number },
): Promise<void> {
  await db.run(
    'INSERT INTO used_once (digest, purpose, content, expires_at) VALUES (?, ?, ?, ?)',
    ...[digestOf(text), kept.purpose, JSON.stringify(kept.content), Date.now() + kept.forMs],
  );
}

/** Uses it up; undefined when there is nothing, or its time is over. */
export async function takeSingleUse(db: Statements, text: string, purpose: Purpose): Promise<unknown> {
  return await db.transaction(async (inside) => {
    const content = await readSingleUse(inside, text, purpose);
    await inside.run('DELETE FROM used_once WHERE digest = ? AND purpose = ?', digestOf(text), purpose);
    return content;
  });
}

/** The same, and it stays for its use. */
export async function readSingleUse(db: Statements, text: string, purpose: Purpose): Promise<unknown> {
  const sql = 'SELECT content FROM used_once WHERE digest = ? AND purpose = ? AND expires_at > ?';
  const row = await db.get<Row>(sql, digestOf(text), purpose, Date.now());
  return row === undefined ? undefined : JSON.parse(row.content);
}

/** False where it was used before: it is remembered until nobody would take it any more. */
export async function markUsed(db: Statements, text: string, purpose: Purpose, until: number): Promise<boolean> {
  const sql = `INSERT INTO used_once (digest, purpose, content, expires_at) VALUES (?, ?, '{}', ?) ON CONFLICT (digest) DO NOTHING`;
  return (await db.run(sql, digestOf(text), purpose, until)) > 0;
}

export async function removeExpiredSingleUse(db: Statements): Promise<void> {
  await db.run('DELETE FROM used_once WHERE expires_at <= ?', Date.now());
}
