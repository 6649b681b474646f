import { checkTokenName, TOKEN_LIMITS, validatePermissions } from '../../../protocol/index.ts';
import { issueToken, type NewToken } from '../accounts/index.ts';
import type { Statements } from '../storage/database/store.ts';
import { listPackagesOpenTo } from '../storage/packages/roles.ts';
import { listIssuedTokens } from '../storage/people/tokens.ts';
import { fieldFrom, textFrom } from './request-fields.ts';

type Outcome = ({ readonly ok: true } & NewToken) | { readonly ok: false; readonly code: string };
function refuse(code: string): Outcome {
  return { ok: false, code };
}

/** The body of POST /auth/issue with the codes of the API documents (XPKG.md section 8). */
export async function issueRequestedToken(db: Statements, authorId: string, body: unknown): Promise<Outcome> {
  const named = textFrom(body, 'name');
  const description = textFrom(body, 'description')?.trim() ?? '';
  const days = fieldFrom(body, 'expires');
  if (named === undefined || typeof days !== 'number') return refuse('missing_form_data');
  const issued = await listIssuedTokens(db, authorId);
  if (issued.length >= TOKEN_LIMITS.tokens) return refuse('too_many_tokens');
  if (description.length > TOKEN_LIMITS.description) return refuse('long_desc');
  const checkedName = checkTokenName(named);
  if (!checkedName.ok) return refuse(checkedName.code);
  const name = checkedName.value;
  if (issued.some((token) => token.name === name)) return refuse('name_exists');
  if (days <= 0) return refuse('neg_or_zero_expiry');
  if (days > TOKEN_LIMITS.days) return refuse('long_expiry');
  if (!Number.isInteger(days)) return refuse('float_expiry');
  const owned = (await listPackagesOpenTo(db, authorId)).map((pkg) => pkg.id);
  const grant = validatePermissions(typeof body === 'object' && body !== null ? { ...body } : {}, owned);
  if (!grant.ok) return refuse(grant.code);
  const { permissions, ...packages } = grant.value;
  const wish = { name, description, permissions, packages, expiresInDays: days };
  return { ok: true, ...(await issueToken(db, authorId, wish)) };
}
