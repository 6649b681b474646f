import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PERMISSIONS, TOKEN_LIMITS } from '../../../protocol/index.ts';
import { issueToken } from '../accounts/index.ts';
import { grantedTo } from '../server/access/auth.ts';
import { describeToken } from '../server/access/describe-token.ts';
import { ownerRequired } from '../server/access/local-guard.ts';
import { answerDone, answerJson, withNulls } from '../server/answer.ts';
import type { RegistryContext } from '../server/context.ts';
import { listAccounts } from '../storage/people/accounts.ts';
import {
  type Author,
  addAuthor,
  findAuthorByEmail,
  findAuthorByName,
  setLocked,
  setTotalStorage,
} from '../storage/people/authors.ts';
import { listTokens, revokeOtherTokens, revokeToken } from '../storage/people/tokens.ts';
import { findPerson, nobodyNamed } from './access/requests.ts';

/** In JSON null is no limit. */
const totalStorage = z.number().int().min(0).nullable();
const tokenDays = z.number().int().min(1).max(TOKEN_LIMITS.days).default(TOKEN_LIMITS.days);
const newAccountSchema = z.strictObject({
  name: z.string().trim().min(3).max(32),
  email: z.email().max(64),
  totalStorage: totalStorage.optional(),
  tokenDays,
});
const quotaSchema = z.strictObject({ totalStorage });
const newTokenSchema = z.strictObject({ tokenDays });

/** Who has an account, and with what: the operator gives accounts out, helps who lost a token, and locks out. */
export function accountRoutes(app: FastifyInstance, context: RegistryContext): void {
  const checks = { preHandler: ownerRequired(context) };
  app.get('/authors', checks, async () => ({ authors: (await listAccounts(context.db)).map(shown) }));
  app.post('/authors', checks, async (request, reply) => {
    const wish = newAccountSchema.safeParse(request.body);
    return wish.success
      ? makeAccount(context, request, reply, wish.data)
      : answerJson(reply, 400, z.prettifyError(wish.error));
  });
  app.patch<OfAuthor>(
    '/authors/:who',
    checks,
    aboutAuthor(context, async (author, request, reply) => {
      const wish = quotaSchema.safeParse(request.body);
      if (!wish.success) return answerJson(reply, 400, z.prettifyError(wish.error));
      const bytes = wish.data.totalStorage ?? undefined;
      await context.db.transaction(async (inside) => {
        await setTotalStorage(inside, author.id, bytes);
        const target = `${author.name}: ${bytes ?? 'no limit'}`;
        await context.audit(inside, request, { action: 'author.quota', target });
      });
      return answerDone(reply);
    }),
  );
  lockRoutes(app, context);
  tokenRoutes(app, context);
}

interface OfAuthor {
  readonly Params: { readonly who: string };
}

/** A route about one account, by its id or its name. */
function aboutAuthor<Params extends OfAuthor['Params']>(
  { db }: RegistryContext,
  answer: (
    author: Author,
    request: FastifyRequest & { readonly params: Params },
    reply: FastifyReply,
  ) => Promise<unknown>,
) {
  return async (request: FastifyRequest & { readonly params: Params }, reply: FastifyReply): Promise<unknown> => {
    const author = await findPerson(db, request.params.who);
    return author === undefined ? nobodyNamed(reply, request.params.who) : await answer(author, request, reply);
  };
}

function shown({ createdAt, lockedAt, ...account }: Awaited<ReturnType<typeof listAccounts>>[number]): object {
  const at = (moment: number | undefined) => (moment === undefined ? undefined : new Date(moment).toISOString());
  return withNulls({ ...account, createdAt: at(createdAt), lockedAt: at(lockedAt) });
}

async function makeAccount(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
  wish: z.infer<typeof newAccountSchema>,
): Promise<FastifyReply> {
  const { name, email } = wish;
  const authorId = randomUUID();
  // Nothing said is what everybody gets.
  const limit = wish.totalStorage === undefined ? context.defaultStorage : (wish.totalStorage ?? undefined);
  const made = await context.db.transaction(async (inside) => {
    if ((await findAuthorByEmail(inside, email)) !== undefined) return 'email';
    if ((await findAuthorByName(inside, name)) !== undefined) return 'name';
    await addAuthor(inside, {
      ...{ id: authorId, name, email, password: undefined, verified: true },
      ...{ totalStorage: limit, nameChangedAt: undefined },
    });
    await context.audit(inside, request, { action: 'author.create', target: name });
    return await issueToken(inside, authorId, {
      name: 'First token',
      permissions: PERMISSIONS.Admin,
      expiresInDays: wish.tokenDays,
    });
  });
  if (made === 'email') return answerJson(reply, 409, `${email} has an account already.`, 'email');
  if (made === 'name') return answerJson(reply, 409, `${name} is taken.`, 'name');
  return reply.code(201).send({ authorId, token: made.text });
}

/** Whoever is locked out has no way in, and loses nothing: with the lock away tokens and roles are what they were. */
function lockRoutes(app: FastifyInstance, context: RegistryContext): void {
  for (const act of ['lock', 'unlock'] as const) {
    app.post<OfAuthor>(
      `/authors/:who/${act}`,
      { preHandler: ownerRequired(context) },
      aboutAuthor(context, async (author, request, reply) => {
        if (author.id === grantedTo(request).authorId) {
          return answerJson(reply, 409, 'This is the operator, whom nobody could let in again.', 'operator');
        }
        await context.db.transaction(async (inside) => {
          if (!(await setLocked(inside, author.id, act === 'lock'))) return;
          await context.audit(inside, request, { action: `author.${act}`, target: author.name });
        });
        return answerDone(reply);
      }),
    );
  }
}

function tokenRoutes(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = { preHandler: ownerRequired(context) };
  app.get<OfAuthor>(
    '/authors/:who/tokens',
    checks,
    aboutAuthor(context, async (author, request) => {
      const { tokenId } = grantedTo(request);
      return { tokens: (await listTokens(db, author.id)).map((token) => describeToken(token, tokenId)) };
    }),
  );
  app.post<OfAuthor>(
    '/authors/:who/tokens',
    checks,
    aboutAuthor(context, async (author, request, reply) => {
      const wish = newTokenSchema.safeParse(request.body ?? {});
      if (!wish.success) return answerJson(reply, 400, z.prettifyError(wish.error));
      const name = `From the operator ${randomUUID().slice(0, 8)}`;
      const made = await db.transaction(async (inside) => {
        const issued = await issueToken(inside, author.id, {
          ...{ name, permissions: PERMISSIONS.Admin, expiresInDays: wish.data.tokenDays },
        });
        const target = `${author.name}: ${issued.token.id}`;
        await context.audit(inside, request, { action: 'token.issue', target });
        return issued;
      });
      return reply.code(201).send({ authorId: author.id, tokenId: made.token.id, token: made.text });
    }),
  );
  // The operator's own is left where all are meant: with none, nobody could ask for another one.
  app.delete<OfAuthor>(
    '/authors/:who/tokens',
    checks,
    aboutAuthor(context, async (author, request, reply) => {
      const revoked = await db.transaction(async (inside) => {
        const count = await revokeOtherTokens(inside, author.id, grantedTo(request).tokenId);
        if (count > 0) await context.audit(inside, request, { action: 'token.revoke', target: `${author.name}: all` });
        return count;
      });
      return reply.send({ revoked });
    }),
  );
  app.delete<{ Params: OfAuthor['Params'] & { readonly id: string } }>(
    '/authors/:who/tokens/:id',
    checks,
    aboutAuthor<OfAuthor['Params'] & { readonly id: string }>(context, async (author, request, reply) => {
      const { id } = request.params;
      const done = await db.transaction(async (inside) => {
        const revoked = await revokeToken(inside, author.id, id);
        if (revoked) {
          await context.audit(inside, request, { action: 'token.revoke', target: `${author.name}: ${id}` });
        }
        return revoked;
      });
      return done ? answerDone(reply) : answerJson(reply, 404, `${author.name} has no such token.`);
    }),
  );
}
