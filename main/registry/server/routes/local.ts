import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parsePartialPackageId, parseVersion, rehearsalSchema } from '../../../../protocol/index.ts';
import type { Statements } from '../../storage/database/store.ts';
import { countPackages, findPackage } from '../../storage/packages/packages.ts';
import { countJobs } from '../../storage/packages/uploads.ts';
import { findVersion, usedStorage } from '../../storage/packages/versions.ts';
import { findAuthor, listAuthors, setTotalStorage } from '../../storage/people/authors.ts';
import { listMails, type Mail } from '../../storage/people/mails.ts';
import { listTokens, revokeToken } from '../../storage/people/tokens.ts';
import { bytesOnDisk } from '../../storage/usage.ts';
import { grantedTo } from '../access/auth.ts';
import { describeToken } from '../access/describe-token.ts';
import { localOnly, ownerRequired } from '../access/local-guard.ts';
import { answerDone, answerJson, withNulls } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { textFrom } from '../request-fields.ts';

/** What a public registry does not have: looking inside, and making it misbehave. */
export function localRoutes(app: FastifyInstance, context: RegistryContext, listensOn: string): void {
  const owner = { onRequest: [localOnly(listensOn)], preHandler: ownerRequired(context) };

  // Asked before a client says its token, so it is the one route here without one.
  app.get('/local/proof', { onRequest: owner.onRequest }, async (request, reply) => {
    const proof = context.proof.answer(textFrom(request.query, 'challenge'), request.raw.socket.localPort ?? 0);
    return proof === undefined ? answerJson(reply, 400, 'A challenge is 64 hexadecimal digits.') : { proof };
  });

  app.get('/local/status', owner, async () => ({
    url: context.baseUrl(),
    startedAt: new Date(context.startedAt).toISOString(),
    authors: await describeAuthors(context.db),
    ...(await countPackages(context.db)),
    jobs: await countJobs(context.db),
    rateLimits: context.limiters.on,
    rehearsing: context.rehearsal.current().faults.length > 0,
    bytesOnDisk: await bytesOnDisk(context.db),
  }));

  app.get('/local/outbox', owner, async (request) => {
    const { authorId } = grantedTo(request);
    return { mails: (await listMails(context.db, 200)).map((mail) => describeMail(mail, authorId)) };
  });

  app.get('/local/rehearsal', owner, async () => context.rehearsal.current());
  app.put('/local/rehearsal', owner, async (request, reply) => {
    const wish = rehearsalSchema.safeParse(request.body);
    if (!wish.success) return answerJson(reply, 400, z.prettifyError(wish.error));
    context.rehearsal.set(wish.data);
    return context.rehearsal.current();
  });
  app.delete('/local/rehearsal', owner, async (_, reply) => {
    context.rehearsal.set({ faults: [] });
    return answerDone(reply);
  });

  ownerRoutes(app, context, owner);
}

const pageSchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

const quotaSchema = z.object({ totalStorage: z.number().int().min(0).nullable() });

function ownerRoutes(app: FastifyInstance, context: RegistryContext, owner: object): void {
  app.get('/local/requests', owner, async (request, reply) => {
    const page = pageSchema.safeParse(request.query);
    if (!page.success) return answerJson(reply, 400, z.prettifyError(page.error));
    return { requests: context.requests.list(page.data.after, page.data.limit).map(withNulls) };
  });

  app.get('/local/tokens', owner, async (request) => {
    const { authorId, tokenId } = grantedTo(request);
    return { tokens: (await listTokens(context.db, authorId)).map((token) => describeToken(token, tokenId)) };
  });
  app.delete<{ Params: { id: string } }>('/local/tokens/:id', owner, async (request, reply) => {
    const { authorId, tokenId } = grantedTo(request);
    if (request.params.id === tokenId) return answerJson(reply, 400, 'A token cannot revoke itself.', 'own_token');
    return (await revokeToken(context.db, authorId, request.params.id))
      ? answerDone(reply)
      : answerJson(reply, 404, 'There is no such token.');
  });

  app.put('/local/quota', owner, async (request, reply) => {
    const wish = quotaSchema.safeParse(request.body);
    if (!wish.success) return answerJson(reply, 400, z.prettifyError(wish.error));
    const { authorId } = grantedTo(request);
    await setTotalStorage(context.db, authorId, wish.data.totalStorage ?? undefined);
    return { totalStorage: (await findAuthor(context.db, authorId))?.totalStorage ?? null };
  });

  /** Why a version ended as it did, which the API itself has no place for. */
  app.get<{ Params: { id: string; version: string } }>(
    '/local/versions/:id/:version',
    owner,
    async (request, reply) => {
      const id = parsePartialPackageId(request.params.id);
      const asked = parseVersion(request.params.version);
      const found =
        id.ok && asked.ok ? await findVersion(context.db, id.value.partial, asked.value.canonical) : undefined;
      if (
        found === undefined ||
        (await findPackage(context.db, found.packageId))?.authorId !== grantedTo(request).authorId
      ) {
        return answerJson(reply, 404, 'There is no such version.');
      }
      return { status: found.status, reason: found.reason ?? null, notes: found.notes };
    },
  );

  app.post('/local/storage/reset', owner, async (_, reply) => {
    await context.reset();
    return answerDone(reply);
  });
}

async function describeAuthors(db: Statements): Promise<object[]> {
  const authors = await listAuthors(db);
  const described = authors.map(async ({ id, name, totalStorage }) => ({
    id,
    name,
    usedStorage: await usedStorage(db, id),
    totalStorage: totalStorage ?? null,
  }));
  return Promise.all(described);
}

/** Other people's mail as the owner may see it: without the links that open their private versions. */
function describeMail({ authorId, ...mail }: Mail, reader: string): Omit<Mail, 'authorId'> {
  if (authorId === reader) return mail;
  return { ...mail, text: mail.text.replace(/\/downloads\/\S+/g, '/downloads/(for its author only)') };
}
