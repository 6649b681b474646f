import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  hasPermission,
  PERMISSIONS,
  parsePartialPackageId,
  parseVersion,
  rehearsalSchema,
} from '../../../../protocol/index.ts';
import { findAuthor, listAuthors, setTotalStorage } from '../../storage/authors.ts';
import { listMails } from '../../storage/mails.ts';
import { countPackages, findPackage } from '../../storage/packages.ts';
import { listTokens, revokeToken, type Token } from '../../storage/tokens.ts';
import { countJobs } from '../../storage/uploads.ts';
import { bytesOnDisk } from '../../storage/usage.ts';
import { findVersion, usedStorage } from '../../storage/versions.ts';
import { answerDone } from '../answer.ts';
import { grantedTo, tokenRequired } from '../auth.ts';
import type { RegistryContext } from '../context.ts';
import { localOnly } from '../local-guard.ts';

/** What a public registry does not have: looking inside, and making it misbehave. */
export function localRoutes(app: FastifyInstance, context: RegistryContext, listensOn: string): void {
  const open = { onRequest: [localOnly(listensOn)] };
  const admin = {
    ...open,
    preHandler: [
      tokenRequired(context),
      async (request: FastifyRequest, reply: FastifyReply) =>
        hasPermission(grantedTo(request), 'Admin') ? undefined : refuse(reply, 401, 'This needs an Admin token.'),
    ],
  };

  app.get('/local/status', open, async () => ({
    url: context.baseUrl(),
    startedAt: new Date(context.startedAt).toISOString(),
    authors: listAuthors(context.db).map(({ id, name, totalStorage }) => ({
      id,
      name,
      usedStorage: usedStorage(context.db, id),
      totalStorage,
    })),
    ...countPackages(context.db),
    jobs: countJobs(context.db),
    rateLimits: context.limiters.on,
    rehearsing: context.rehearsal.current().faults.length > 0,
    bytesOnDisk: bytesOnDisk(context.db),
  }));

  app.get('/local/outbox', open, async () => ({ mails: listMails(context.db, 200) }));

  app.get('/local/rehearsal', open, async () => context.rehearsal.current());
  app.put('/local/rehearsal', open, async (request, reply) => {
    const wish = rehearsalSchema.safeParse(request.body);
    if (!wish.success) return refuse(reply, 400, z.prettifyError(wish.error));
    context.rehearsal.set(wish.data);
    return context.rehearsal.current();
  });
  app.delete('/local/rehearsal', open, async (_, reply) => {
    context.rehearsal.set({ faults: [] });
    return answerDone(reply);
  });

  adminRoutes(app, context, admin);
}

const pageSchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

const quotaSchema = z.object({ totalStorage: z.number().int().min(0).nullable() });

function adminRoutes(app: FastifyInstance, context: RegistryContext, admin: object): void {
  app.get('/local/requests', admin, async (request, reply) => {
    const page = pageSchema.safeParse(request.query);
    if (!page.success) return refuse(reply, 400, z.prettifyError(page.error));
    return { requests: context.requests.list(page.data.after, page.data.limit) };
  });

  app.get('/local/tokens', admin, async (request) => ({
    tokens: listTokens(context.db, grantedTo(request).authorId).map(describeToken),
  }));
  app.delete<{ Params: { id: string } }>('/local/tokens/:id', admin, async (request, reply) =>
    revokeToken(context.db, grantedTo(request).authorId, request.params.id)
      ? answerDone(reply)
      : refuse(reply, 404, 'There is no such token.'),
  );

  app.put('/local/quota', admin, async (request, reply) => {
    const wish = quotaSchema.safeParse(request.body);
    if (!wish.success) return refuse(reply, 400, z.prettifyError(wish.error));
    const { authorId } = grantedTo(request);
    setTotalStorage(context.db, authorId, wish.data.totalStorage);
    return { totalStorage: findAuthor(context.db, authorId)?.totalStorage ?? null };
  });

  /** Why a version ended as it did, which the API itself has no place for. */
  app.get<{ Params: { id: string; version: string } }>(
    '/local/versions/:id/:version',
    admin,
    async (request, reply) => {
      const id = parsePartialPackageId(request.params.id);
      const asked = parseVersion(request.params.version);
      const found = id.ok && asked.ok ? findVersion(context.db, id.value.partial, asked.value.canonical) : null;
      if (found === null || findPackage(context.db, found.packageId)?.authorId !== grantedTo(request).authorId) {
        return refuse(reply, 404, 'There is no such version.');
      }
      return { status: found.status, reason: found.reason, notes: found.notes };
    },
  );

  app.post('/local/storage/reset', admin, async (_, reply) => {
    await context.reset();
    return answerDone(reply);
  });
}

const describeToken = (token: Token) => ({
  id: token.id,
  kind: token.kind,
  name: token.name,
  description: token.description,
  permissions: Object.entries(PERMISSIONS)
    .filter(([, bit]) => (token.permissions & bit) !== 0)
    .map(([name]) => name),
  ...token.packages,
  createdAt: new Date(token.createdAt).toISOString(),
  expiresAt: token.expiresAt === null ? null : new Date(token.expiresAt).toISOString(),
});

const REFUSALS = { 400: 'bad_request', 401: 'unauthorized', 404: 'not_found' } as const;

function refuse(reply: FastifyReply, status: keyof typeof REFUSALS, message: string): FastifyReply {
  return reply.code(status).send({ error: { code: REFUSALS[status], message } });
}
