import { randomBytes } from 'node:crypto';
import type { Statements } from '../storage/database/store.ts';
import { addVerification } from '../storage/people/authors.ts';
import { sendMail } from '../storage/people/mails.ts';

/** The mail with the address by which an author shows that the own mail address is theirs. */
export async function sendVerification(db: Statements, authorId: string, baseUrl: string): Promise<void> {
  const token = randomBytes(24).toString('base64url');
  await addVerification(db, token, authorId);
  const text = `Confirm your address with POST ${baseUrl}/auth/verify/${token}`;
  await sendMail(db, authorId, 'X-Pkg Verification', text);
}
