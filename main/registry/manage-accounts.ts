import { z } from 'zod';
import { type AskOperator, asLine } from './ask-operator.ts';
import { type Act, type Outcome, runAct, type Values } from './operator-acts.ts';
import { UsageError } from './serve-arguments.ts';
import { withNulls } from './server/answer.ts';

// registry accounts: who has an account, with how much space, and with which tokens; asked of the running registry.

const accountsSchema = z.object({
  authors: z.array(
    z.object({
      authorId: z.string(),
      name: z.string(),
      email: z.string(),
      createdAt: z.string(),
      packages: z.number(),
      usedStorage: z.number(),
      totalStorage: z.number().nullable(),
      lockedAt: z.string().nullable(),
    }),
  ),
});
const madeSchema = z.object({ authorId: z.string(), token: z.string() });
const tokensSchema = z.object({
  tokens: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      permissions: z.array(z.string()),
      expiresAt: z.string().nullable(),
    }),
  ),
});
const revokedSchema = z.object({ revoked: z.number() });

const ACTS: Readonly<Record<string, Act>> = {
  list: { words: [], run: list },
  add: { words: ['NAME', 'EMAIL'], run: add },
  quota: { words: ['NAME', 'BYTES|none'], run: setQuota },
  token: { words: ['NAME'], run: giveToken },
  tokens: { words: ['NAME'], run: listTokens },
  revoke: { words: ['NAME', 'TOKEN-ID?'], run: revoke },
  lock: { words: ['NAME'], run: (ask, words) => lock(ask, words, 'lock') },
  unlock: { words: ['NAME'], run: (ask, words) => lock(ask, words, 'unlock') },
};

export async function manageAccounts(words: readonly string[], write: (line: string) => void): Promise<void> {
  await runAct('accounts', { acts: ACTS, options: ['quota', 'days'] }, words, write);
}

function addressOf(name: string | undefined, rest = ''): string {
  return `/authors/${encodeURIComponent(name ?? '')}${rest}`;
}

async function list(ask: AskOperator): Promise<Outcome> {
  const answer = accountsSchema.parse(await ask('GET', '/authors'));
  const lines = answer.authors.map((one) =>
    asLine([
      ...[one.createdAt, one.authorId, one.name, one.email],
      ...[`${one.packages} packages`, `${one.usedStorage} of ${one.totalStorage ?? 'any number of'} bytes`],
      one.lockedAt === null ? '-' : `locked since ${one.lockedAt}`,
    ]),
  );
  return { answer, lines };
}

async function add(ask: AskOperator, [name, email]: readonly string[], options: Values): Promise<Outcome> {
  const quota = options.quota === undefined ? {} : withNulls({ totalStorage: bytesIn(options.quota) });
  return shownOnce(await ask('POST', '/authors', { name, email, ...quota, ...daysIn(options) }));
}

async function giveToken(ask: AskOperator, [name]: readonly string[], options: Values): Promise<Outcome> {
  return shownOnce(await ask('POST', addressOf(name, '/tokens'), daysIn(options)));
}

function shownOnce(said: unknown): Outcome {
  const answer = madeSchema.parse(said);
  return { answer, lines: [`Token of ${answer.authorId} (shown only now): ${answer.token}`] };
}

async function setQuota(ask: AskOperator, [name, quota = '']: readonly string[]): Promise<Outcome> {
  const totalStorage = bytesIn(quota);
  const answer = await ask('PATCH', addressOf(name), withNulls({ totalStorage }));
  return { answer, lines: [asLine([`${name} may store ${totalStorage ?? 'any number of'} bytes.`])] };
}

async function listTokens(ask: AskOperator, [name]: readonly string[]): Promise<Outcome> {
  const answer = tokensSchema.parse(await ask('GET', addressOf(name, '/tokens')));
  const lines = answer.tokens.map((one) =>
    asLine([one.id, one.kind, one.name, one.permissions.join(','), one.expiresAt ?? 'does not run out']),
  );
  return { answer, lines };
}

async function revoke(ask: AskOperator, [name, id]: readonly string[]): Promise<Outcome> {
  if (id !== undefined) {
    const answer = await ask('DELETE', addressOf(name, `/tokens/${encodeURIComponent(id)}`));
    return { answer, lines: [asLine([`The token ${id} of ${name} is good for nothing any more.`])] };
  }
  const answer = revokedSchema.parse(await ask('DELETE', addressOf(name, '/tokens')));
  return { answer, lines: [asLine([`${answer.revoked} tokens of ${name} are good for nothing any more.`])] };
}

async function lock(ask: AskOperator, [name]: readonly string[], act: 'lock' | 'unlock'): Promise<Outcome> {
  const answer = await ask('POST', addressOf(name, `/${act}`));
  const said = act === 'lock' ? 'is locked: no token and no sign-in lets anybody in.' : 'is let in again.';
  return { answer, lines: [asLine([`${name} ${said}`])] };
}

/** Undefined for no limit. */
function bytesIn(said: string): number | undefined {
  if (said === 'none') return undefined;
  if (/^\d{1,15}$/.test(said)) return Number(said);
  throw new UsageError('A quota is a number of bytes, or none.');
}

function daysIn({ days }: Values): { readonly tokenDays?: number } {
  if (days === undefined) return {};
  if (/^\d{1,4}$/.test(days)) return { tokenDays: Number(days) };
  throw new UsageError('--days is a whole number.');
}
