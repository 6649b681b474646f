import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkPackageName } from '../../../../protocol/index.ts';
import { firstTimePage, signInPage } from '../../../registry-pages/index.ts';
import { issueLoginToken } from '../../accounts/index.ts';
import { rateLimited } from '../../server/access/rate-limits.ts';
import type { Statements } from '../../storage/database/store.ts';
import { addAuthor, findAuthorByEmail, findAuthorByName, isLocked } from '../../storage/people/authors.ts';
import { addIdentity, findAuthorOfIdentity } from '../../storage/people/identities.ts';
import { putSingleUse, readSingleUse, takeSingleUse } from '../../storage/people/single-use.ts';
import type { PendingSignIn, Person, Provider } from './provider.ts';
import {
  cookieOf,
  fieldOf,
  isOwnForm,
  ownerOfToken,
  readerOf,
  type SignInParts,
  sendAccountPage,
  sendFault,
  setCookie,
  wordsFor,
} from './requests.ts';

const TEN_MINUTES_MS = 600_000;
function newText(): string {
  return randomBytes(32).toString('base64url');
}

/** Signing in, in the browser: at the provider, or with a token that the operator gave out. */
export function signInRoutes(app: FastifyInstance, parts: SignInParts): void {
  const { context, provider } = parts;
  const page = { preHandler: [rateLimited(context)] };
  const acting = { preHandler: [rateLimited(context, 'login')] };
  app.get('/sign-in', page, async (request, reply) => {
    keepWayBack(parts, request, reply);
    return sendAccountPage(reply, signInPage(readerOf(parts, request), provider?.name));
  });
  app.post('/sign-in/token', acting, async (request, reply) => {
    const { faults } = wordsFor(parts, request);
    if (!isOwnForm(parts, request)) return sendFault(parts, request, reply, [403, faults.otherPage]);
    const authorId = await ownerOfToken(parts, fieldOf(request, 'token'));
    if (authorId === undefined) return sendFault(parts, request, reply, [401, faults.noSuchToken]);
    return await enter(parts, request, reply, authorId);
  });
  if (provider === undefined) return;
  app.get('/sign-in/provider', acting, async (request, reply) => leave(parts, provider, request, reply));
  app.get('/sign-in/callback', acting, async (request, reply) => comeBack(parts, provider, request, reply));
  app.get('/sign-in/first', page, async (request, reply) => {
    const person = await newcomer(parts, request);
    if (person === undefined) return sendFault(parts, request, reply, [410, wordsFor(parts, request).faults.tooLate]);
    const name = checkPackageName(person.name);
    return sendAccountPage(
      reply,
      firstTimePage(readerOf(parts, request), {
        ...{ provider: provider.name, makesAccounts: parts.makesAccounts },
        name: name.ok ? name.value : '',
      }),
    );
  });
  app.post('/sign-in/first', acting, async (request, reply) => beKnown(parts, request, reply));
}

async function leave(parts: SignInParts, provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  const { context } = parts;
  try {
    const { address, pending } = await provider.begin();
    const cookie = newText();
    await putSingleUse(context.db, cookie, { purpose: 'sign-in', content: pending, forMs: TEN_MINUTES_MS });
    setCookie(parts, reply, 'sign-in', cookie);
    return reply.header('Cache-Control', 'no-store').redirect(address.href, 303);
  } catch (error) {
    context.onError(error);
    return sendFault(parts, request, reply, [503, wordsFor(parts, request).faults.away(provider.name)]);
  }
}

async function comeBack(parts: SignInParts, provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  const { context, publicUrl } = parts;
  const { faults } = wordsFor(parts, request);
  const cookie = cookieOf(parts, request, 'sign-in');
  const pending = cookie === undefined ? undefined : await takeSingleUse(context.db, cookie, 'sign-in');
  if (pending === undefined) return sendFault(parts, request, reply, [410, faults.tooLate]);
  let person: Person;
  try {
    person = await provider.complete(new URL(request.url, publicUrl), pending as PendingSignIn);
  } catch (error) {
    if (isRefusal(error)) return sendFault(parts, request, reply, [403, faults.refusedThere(provider.name)]);
    context.onError(error);
    return sendFault(parts, request, reply, [502, faults.notBelieved(provider.name)]);
  }
  const authorId = await findAuthorOfIdentity(context.db, person);
  if (authorId !== undefined) return await enter(parts, request, reply, authorId);
  const first = newText();
  // A server of another version may go on with it, and for these none is null.
  const content = { ...person, email: person.email ?? null };
  await putSingleUse(context.db, first, { purpose: 'identity', content, forMs: TEN_MINUTES_MS });
  setCookie(parts, reply, 'sign-in', first);
  return reply.redirect('/sign-in/first', 303);
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'error' in error && error.error === 'access_denied';
}

async function newcomer(parts: SignInParts, request: FastifyRequest): Promise<Person | undefined> {
  const cookie = cookieOf(parts, request, 'sign-in');
  const kept = cookie === undefined ? undefined : await readSingleUse(parts.context.db, cookie, 'identity');
  if (kept === undefined) return undefined;
  const person = kept as Person;
  return { ...person, email: person.email ?? undefined };
}

/** Who came for the first time gets an account, or connects one by a token of it; an e-mail address alone proves nothing. */
async function beKnown(parts: SignInParts, request: FastifyRequest, reply: FastifyReply) {
  const { context } = parts;
  const { faults } = wordsFor(parts, request);
  if (!isOwnForm(parts, request)) return sendFault(parts, request, reply, [403, faults.otherPage]);
  const person = await newcomer(parts, request);
  const cookie = cookieOf(parts, request, 'sign-in');
  if (person === undefined || cookie === undefined) return sendFault(parts, request, reply, [410, faults.tooLate]);
  const token = fieldOf(request, 'token');
  const known = token === '' ? undefined : await ownerOfToken(parts, token);
  if (token !== '' && known === undefined) return sendFault(parts, request, reply, [401, faults.noSuchToken]);
  if (known === undefined && !parts.makesAccounts) return sendFault(parts, request, reply, [403, faults.noSuchToken]);
  const name = checkPackageName(fieldOf(request, 'name'));
  if (known === undefined && !name.ok) return sendFault(parts, request, reply, [400, faults.badName]);
  const made = await context.db
    .transaction(async (inside): Promise<Made> => {
      // Taken here, so that two requests make one account.
      if ((await takeSingleUse(inside, cookie, 'identity')) === undefined) return { refused: 'tooLate' };
      // Somebody may have come for the first time in two browsers.
      const already = await findAuthorOfIdentity(inside, person);
      if (already !== undefined) return { authorId: already };
      const authorId = known ?? (name.ok ? await newAuthor(parts, inside, name.value, person) : undefined);
      if (authorId === undefined) throw new NameTaken();
      await addIdentity(inside, person, authorId);
      const action = known === undefined ? 'author.create' : 'identity.connect';
      await context.audit(inside, request, { action, target: `${person.issuer} ${person.subject}`, authorId });
      return { authorId };
    })
    .catch((error: unknown): Made => {
      if (error instanceof NameTaken) return { refused: 'nameTaken' };
      throw error;
    });
  if ('authorId' in made) return await enter(parts, request, reply, made.authorId);
  const { refused } = made;
  return sendFault(parts, request, reply, [refused === 'nameTaken' ? 409 : 410, faults[refused]]);
}

type Made = { readonly authorId: string } | { readonly refused: 'nameTaken' | 'tooLate' };

/** Undoes the transaction, so that another name can be tried. */
class NameTaken extends Error {}

async function newAuthor(
  { context }: SignInParts,
  inside: Statements,
  name: string,
  { email }: Person,
): Promise<string | undefined> {
  if ((await findAuthorByName(inside, name)) !== undefined) return undefined;
  const id = randomUUID();
  // An address that somebody here has stays theirs, and one that nobody has seen is not written down.
  const free = email !== undefined && email.length <= 64 && (await findAuthorByEmail(inside, email)) === undefined;
  await addAuthor(inside, {
    ...{ id, name, email: free ? email : `${id}@sign-in.invalid` },
    ...{ password: undefined, verified: true, totalStorage: context.defaultStorage, nameChangedAt: undefined },
  });
  return id;
}

/** Signed in: the cookie holds the token of a log-in, and the way leads to where somebody wanted to go. */
async function enter(parts: SignInParts, request: FastifyRequest, reply: FastifyReply, authorId: string) {
  const { context } = parts;
  if (await isLocked(context.db, authorId)) {
    return sendFault(parts, request, reply, [403, wordsFor(parts, request).faults.locked]);
  }
  const text = await context.db.transaction(async (inside) => {
    await context.audit(inside, request, { action: 'login', authorId });
    return await issueLoginToken(inside, authorId);
  });
  setCookie(parts, reply, 'session', text);
  setCookie(parts, reply, 'sign-in', undefined);
  setCookie(parts, reply, 'next', undefined);
  return reply.header('Cache-Control', 'no-store').redirect(wayBack(parts, request), 303);
}

/** Where to go after the sign-in; only our own page for the app is ever named. */
function keepWayBack(parts: SignInParts, request: FastifyRequest, reply: FastifyReply): void {
  const { next } = request.query as { next?: unknown };
  if (typeof next !== 'string' || !isWayBack(next)) return;
  setCookie(parts, reply, 'next', Buffer.from(next).toString('base64url'));
}

function isWayBack(text: string): boolean {
  return /^\/me\/app\?[\w.~%&=+-]{1,1500}$/.test(text);
}

/** What was kept is looked at again: it came from the browser. */
function wayBack(parts: SignInParts, request: FastifyRequest): string {
  const next = Buffer.from(cookieOf(parts, request, 'next') ?? '', 'base64url').toString();
  return isWayBack(next) ? next : '/me';
}
