import type { Statements } from '../database/store.ts';

export interface Mail {
  readonly id: number;
  readonly authorId: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface Row {
  id: number;
  author_id: string;
  recipient: string;
  subject: string;
  body: string;
  created_at: number;
}

function toMail(row: Row): Mail {
  return {
    id: row.id,
    authorId: row.author_id,
    at: new Date(row.created_at).toISOString(),
    to: row.recipient,
    subject: row.subject,
    text: row.body,
  };
}

/** The newest of these are kept for each author; nobody reads a thousand mails. */
const KEPT_MAILS = 1000;

/** No mail ever leaves the machine: what X-Pkg would send is put into the outbox. */
export async function sendMail(db: Statements, authorId: string, subject: string, text: string): Promise<void> {
  await db.run(
    `INSERT INTO mails (author_id, recipient, subject, body, created_at)
     SELECT id, email, ?, ?, ? FROM authors WHERE id = ?`,
    subject,
    text,
    Date.now(),
    authorId,
  );
}

/** Not with each mail: a look at all of them would come in the way of every other transaction that sends one. */
export async function pruneMails(db: Statements): Promise<void> {
  await db.run(
    `DELETE FROM mails WHERE id NOT IN (
       SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY author_id ORDER BY id DESC) AS nth FROM mails) AS numbered
       WHERE nth <= ?)`,
    KEPT_MAILS,
  );
}

/** Newest first. */
export async function listMailsOf(db: Statements, authorId: string, limit: number): Promise<Mail[]> {
  return (await db.all<Row>('SELECT * FROM mails WHERE author_id = ? ORDER BY id DESC LIMIT ?', authorId, limit)).map(
    toMail,
  );
}

/** Newest first. */
export async function listMails(db: Statements, limit: number): Promise<Mail[]> {
  return (await db.all<Row>('SELECT * FROM mails ORDER BY id DESC LIMIT ?', limit)).map(toMail);
}
