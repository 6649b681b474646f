import { NAME_LENGTH, validatePermissions } from '../../../../protocol/index.ts';
import { issueToken, type NewToken } from '../../accounts/index.ts';
import type { Database } from '../../storage/database.ts';
import { listPackagesOf } from '../../storage/packages.ts';
import { listIssuedTokens } from '../../storage/tokens.ts';
import { fieldFrom, textFrom } from '../request-fields.ts';

const MAX_TOKENS = 64;
const MAX_DESCRIPTION = 256;
const MAX_DAYS = 365;

type Outcome = ({ readonly ok: true } & NewToken) | { readonly ok: false; readonly code: string };
const refuse = (code: string): Outcome => ({ ok: false, code });

/** The body of POST /auth/issue with the codes of the API documents (XPKG.md section 8). */
export function issueRequestedToken(db: Database, authorId: string, body: unknown): Outcome {
  const name = textFrom(body, 'name')?.trim();
  const description = textFrom(body, 'description')?.trim() ?? '';
  const days = fieldFrom(body, 'expires');
  if (name === undefined || typeof days !== 'number') return refuse('missing_form_data');
  const issued = listIssuedTokens(db, authorId);
  if (issued.length >= MAX_TOKENS) return refuse('too_many_tokens');
  if (description.length > MAX_DESCRIPTION) return refuse('long_desc');
  if (name.length < NAME_LENGTH.min) return refuse('short_name');
  if (name.length > NAME_LENGTH.max) return refuse('long_name');
  if (issued.some((token) => token.name === name)) return refuse('name_exists');
  if (days <= 0) return refuse('neg_or_zero_expiry');
  if (days > MAX_DAYS) return refuse('long_expiry');
  if (!Number.isInteger(days)) return refuse('float_expiry');
  const owned = listPackagesOf(db, authorId).map((pkg) => pkg.id);
  const grant = validatePermissions(typeof body === 'object' && body !== null ? { ...body } : {}, owned);
  if (!grant.ok) return refuse(grant.code);
  const { permissions, ...packages } = grant.value;
  return { ok: true, ...issueToken(db, authorId, { name, description, permissions, packages, expiresInDays: days }) };
}
