import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkPackageName, hasPermission } from '../../../../protocol/index.ts';
import { issueLoginToken } from '../../accounts/index.ts';
import { hashPassword, isPasswordOf } from '../../accounts/passwords.ts';
import { sendVerification } from '../../accounts/verification.ts';
import { addAuthor, findAuthorByEmail, findAuthorByName, takeVerification } from '../../storage/people/authors.ts';
import { sendMail } from '../../storage/people/mails.ts';
import { grantedTo, tokenRequired, tokenWelcome } from '../access/auth.ts';
import { pagesRefused } from '../access/local-guard.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerCode, answerDone, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { issueRequestedToken } from '../issue-token.ts';
import { textFrom } from '../request-fields.ts';

/** Accounts without reCAPTCHA and without e-mail: `validation` is ignored, mails go to the outbox. */
export function authRoutes(
  app: FastifyInstance,
  context: RegistryContext,
  { listensOn, openAccounts }: { readonly listensOn: string; readonly openAccounts: boolean },
): void {
  const onRequest = [pagesRefused(listensOn)];
  // Where anybody can reach it, accounts are given out by the operator.
  if (openAccounts) {
    app.post(
      '/auth/create',
      { onRequest, preHandler: [tokenWelcome(context), rateLimited(context, 'createAccount')] },
      async (request, reply) => createAccount(context, request, reply),
    );
  }
  app.post(
    '/auth/login',
    { onRequest, preHandler: [tokenWelcome(context), rateLimited(context, 'login')] },
    async (request, reply) => logIn(context, request, reply),
  );
  app.post<{ Params: { token: string } }>(
    '/auth/verify/:token',
    { onRequest, preHandler: [tokenWelcome(context), rateLimited(context, 'verify')] },
    async (request, reply) => {
      const authorId = await takeVerification(context.db, request.params.token);
      return authorId === undefined ? answerStatus(reply, 401) : answerDone(reply);
    },
  );
  app.post(
    '/auth/issue',
    { onRequest, preHandler: [tokenRequired(context), rateLimited(context, 'issueToken')] },
    async (request, reply) => {
      const grant = grantedTo(request);
      if (!hasPermission(grant, 'Admin')) return answerStatus(reply, 401);
      const issued = await context.db.transaction(async (inside) => {
        const made = await issueRequestedToken(inside, grant.authorId, request.body);
        if (made.ok) await context.audit(inside, request, { action: 'token.issue', target: made.token.id });
        return made;
      });
      if (!issued.ok) return answerCode(reply, 400, issued.code);
      await sendMail(context.db, grant.authorId, 'New Token', `A token named "${issued.token.name}" was issued.`);
      return { token: issued.text, id: issued.token.id };
    },
  );
}

async function createAccount(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | { token: string }> {
  const credentials = readCredentials(request);
  if (!credentials.ok) return answerCode(reply, 400, credentials.code);
  const name = checkPackageName(textFrom(request.body, 'name'));
  if (!name.ok) return answerCode(reply, 400, name.code === 'invalid_name' ? 'bad_len' : name.code);
  const { email } = credentials;
  const password = await hashPassword(credentials.password);
  const id = randomUUID();
  const made = await context.db.transaction(async (inside) => {
    if ((await findAuthorByEmail(inside, email)) !== undefined) return { taken: 'email' };
    if ((await findAuthorByName(inside, name.value)) !== undefined) return { taken: 'name' };
    await addAuthor(inside, {
      id,
      name: name.value,
      email,
      password,
      verified: false,
      totalStorage: context.defaultStorage,
      nameChangedAt: undefined,
    });
    await sendMail(inside, id, 'Welcome to X-Pkg', `Hello ${name.value}, this is your local registry.`);
    await sendVerification(inside, id, context.baseUrl());
    return { token: await issueLoginToken(inside, id) };
  });
  return made.taken === undefined ? made : answerCode(reply, 403, made.taken);
}

async function logIn(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | { token: string }> {
  const credentials = readCredentials(request);
  if (!credentials.ok) return answerCode(reply, 400, credentials.code);
  const author = await findAuthorByEmail(context.db, credentials.email);
  const matches = await isPasswordOf(author, credentials.password);
  if (author === undefined || !matches || author.lockedAt !== undefined) return answerStatus(reply, 401);
  return await context.db.transaction(async (inside) => {
    await sendMail(inside, author.id, 'New Login', `Somebody logged in as ${author.name}.`);
    await context.audit(inside, request, { action: 'login', target: author.name, authorId: author.id });
    return { token: await issueLoginToken(inside, author.id) };
  });
}

type Credentials =
  | { readonly ok: true; readonly email: string; readonly password: string }
  | { readonly ok: false; readonly code: string };

function readCredentials(request: FastifyRequest): Credentials {
  const email = textFrom(request.body, 'email')?.trim();
  const password = textFrom(request.body, 'password');
  if (email === undefined || email === '' || password === undefined) return { ok: false, code: 'invalid_or_empty_str' };
  if (email.length < 5 || email.length > 64) return { ok: false, code: 'bad_len' };
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return { ok: false, code: 'bad_email' };
  if (password.length < 8 || password.length > 64) return { ok: false, code: 'bad_len' };
  if (password.toLowerCase() === 'password') return { ok: false, code: 'is_password' };
  return { ok: true, email, password };
}
