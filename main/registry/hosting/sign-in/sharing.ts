import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { registryPagesWords } from '../../../../preload/messages/registry-pages.ts';
import { parsePartialPackageId, roleAllows } from '../../../../protocol/index.ts';
import { publishersPage } from '../../../registry-pages/index.ts';
import { rateLimited } from '../../server/access/rate-limits.ts';
import { roleAt } from '../../storage/packages/roles.ts';
import { listPublishers, removePublisher } from '../../storage/people/publishers.ts';
import { answerInvitation } from '../access/answer-invitation.ts';
import { namePublisher, publisherSchema, shownPublisher } from '../ci/name-publisher.ts';
import { fieldOf, readerOf, type SignInParts, sendAccountPage, sendFault, sessionOf, signedIn } from './requests.ts';

function sharingWords(parts: SignInParts, request: FastifyRequest) {
  return registryPagesWords(readerOf(parts, request).language).sharing;
}

/** Invitations, and which workflows of CI may publish a package, for whoever is signed in. */
export function sharingPageRoutes(app: FastifyInstance, parts: SignInParts): void {
  const { context, ciIssuers } = parts;
  const page = { preHandler: [rateLimited(context)] };
  app.post(
    '/me/invitations',
    page,
    signedIn(parts, async ({ authorId }, request, reply) => {
      const answer = { id: fieldOf(request, 'id'), authorId, yes: fieldOf(request, 'answer') === 'accept' };
      const done = await answerInvitation(context, request, answer);
      if (!done) return sendFault(parts, request, reply, [404, sharingWords(parts, request).noInvitation]);
      return reply.redirect('/me', 303);
    }),
  );
  if (ciIssuers.length === 0) return;

  app.get<{ Querystring: { package?: unknown } }>('/me/ci', page, async (request, reply) => {
    const session = await sessionOf(parts, request);
    if (session === undefined) return reply.header('Cache-Control', 'no-store').redirect('/sign-in', 303);
    const packageId = await ownedPackage(parts, session.authorId, request.query.package);
    if (packageId === undefined) return notYours(parts, request, reply);
    const shown = (await listPublishers(context.db, packageId)).map(({ usedAt, ...one }) => ({
      ...one,
      used: usedAt === undefined ? undefined : new Date(usedAt).toISOString(),
    }));
    return sendAccountPage(reply, publishersPage(readerOf(parts, request), packageId, shown, ciIssuers));
  });
  app.post('/me/ci', page, signedIn(parts, addPublisher));
  app.post('/me/ci/end', page, signedIn(parts, endPublisher));
}

type Author = { readonly authorId: string };

async function addPublisher({ authorId }: Author, request: FastifyRequest, reply: FastifyReply, parts: SignInParts) {
  const { context, ciIssuers } = parts;
  const { faults } = sharingWords(parts, request);
  const packageId = await ownedPackage(parts, authorId, fieldOf(request, 'package'));
  if (packageId === undefined) return notYours(parts, request, reply);
  const [repository, workflow] = [fieldOf(request, 'repository'), fieldOf(request, 'workflow')];
  const issuer = fieldOf(request, 'issuer') || undefined;
  const environment = fieldOf(request, 'environment');
  const said = publisherSchema.safeParse({ issuer, repository, workflow, environment });
  if (!said.success) return sendFault(parts, request, reply, [400, faults.badFields]);
  const named = await context.db.transaction(async (inside) => {
    const outcome = await namePublisher(inside, ciIssuers, { packageId, authorId }, said.data);
    if (outcome.ok) {
      const target = shownPublisher(outcome.publisher);
      await context.audit(inside, request, { action: 'publisher.add', packageId, target, authorId });
    }
    return outcome;
  });
  if (!named.ok) return sendFault(parts, request, reply, [409, faults[named.why]]);
  return backTo(reply, packageId);
}

async function endPublisher({ authorId }: Author, request: FastifyRequest, reply: FastifyReply, parts: SignInParts) {
  const { context } = parts;
  const packageId = await ownedPackage(parts, authorId, fieldOf(request, 'package'));
  if (packageId === undefined) return notYours(parts, request, reply);
  const target = fieldOf(request, 'id');
  const ended = await context.db.transaction(async (inside) => {
    const done = await removePublisher(inside, packageId, target);
    if (done) await context.audit(inside, request, { action: 'publisher.remove', packageId, target, authorId });
    return done;
  });
  if (!ended) return sendFault(parts, request, reply, [404, sharingWords(parts, request).faults.gone]);
  return backTo(reply, packageId);
}

function backTo(reply: FastifyReply, packageId: string) {
  return reply.redirect(`/me/ci?${new URLSearchParams({ package: packageId })}`, 303);
}

function notYours(parts: SignInParts, request: FastifyRequest, reply: FastifyReply) {
  return sendFault(parts, request, reply, [404, sharingWords(parts, request).faults.notYours]);
}

/** Of which the author is an owner; undefined for every other one, and for what is no id. */
async function ownedPackage({ context }: SignInParts, authorId: string, said: unknown): Promise<string | undefined> {
  const id = parsePartialPackageId(typeof said === 'string' ? said : '');
  if (!id.ok) return undefined;
  return roleAllows(await roleAt(context.db, id.value.partial, authorId), 'manage') ? id.value.partial : undefined;
}
