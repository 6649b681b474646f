import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { explainIn } from '../../../../preload/messages/index.ts';
import type { RegistryPagesWords } from '../../../../preload/messages/registry-pages.ts';
import { PERMISSIONS, roleAllows } from '../../../../protocol/index.ts';
import { madeTokenPage, tokensPage } from '../../../registry-pages/index.ts';
import { rateLimited } from '../../server/access/rate-limits.ts';
import { issueRequestedToken } from '../../server/issue-token.ts';
import { listModeratedOpenTo } from '../../storage/packages/moderation.ts';
import { listPackagesOpenTo, roleAt } from '../../storage/packages/roles.ts';
import { findAuthor } from '../../storage/people/authors.ts';
import { listInvitations } from '../../storage/people/invitations.ts';
import { listTokens, revokeToken, type Token } from '../../storage/people/tokens.ts';
import { APP_PERMISSIONS } from './app-permissions.ts';
import {
  fieldOf,
  readerOf,
  type SignInParts,
  sendAccountPage,
  sendFault,
  sessionOf,
  setCookie,
  signedIn,
  wordsFor,
} from './requests.ts';

/** What somebody who is signed in has: tokens, listed, made and ended. */
export function accountPageRoutes(app: FastifyInstance, parts: SignInParts): void {
  const { context } = parts;
  const { db } = context;
  const page = { preHandler: [rateLimited(context)] };

  app.get('/me', page, async (request, reply) => {
    const session = await sessionOf(parts, request);
    if (session === undefined) return reply.header('Cache-Control', 'no-store').redirect('/sign-in', 303);
    const { authorId } = session;
    const t = wordsFor(parts, request);
    const tokens = await listTokens(db, authorId);
    const open = await listPackagesOpenTo(db, authorId);
    const roles = await Promise.all(open.map(({ id }) => roleAt(db, id, authorId)));
    const view = {
      name: (await findAuthor(db, authorId))?.name ?? '',
      tokens: tokens.map((token) => shown(token, session.id, t)),
      packages: open.flatMap(({ id }, at) => (roleAllows(roles[at], 'publish') ? [id] : [])),
      invitations: await invitationsOf(parts, authorId),
      moderated: await listModeratedOpenTo(db, authorId),
      ciPackages: open.flatMap(({ id }, at) =>
        parts.ciIssuers.length > 0 && roleAllows(roles[at], 'manage') ? [id] : [],
      ),
    };
    return sendAccountPage(reply, tokensPage(readerOf(parts, request), view));
  });

  app.post('/me/tokens', { preHandler: [rateLimited(context, 'issueToken')] }, signedIn(parts, makeToken));

  app.post(
    '/me/tokens/end',
    page,
    signedIn(parts, async ({ authorId }, request, reply) => {
      const id = fieldOf(request, 'id');
      const ended = await db.transaction(async (inside) => {
        const done = await revokeToken(inside, authorId, id);
        if (done) await context.audit(inside, request, { action: 'token.revoke', target: id, authorId });
        return done;
      });
      if (!ended) return sendFault(parts, request, reply, [404, wordsFor(parts, request).faults.noToken]);
      return reply.redirect('/me', 303);
    }),
  );

  app.post(
    '/me/sign-out',
    page,
    signedIn(parts, async ({ id, authorId }, _, reply) => {
      await revokeToken(db, authorId, id);
      setCookie(parts, reply, 'session', undefined);
      return reply.redirect('/', 303);
    }),
  );
}

async function invitationsOf({ context: { db } }: SignInParts, authorId: string) {
  const found = await listInvitations(db, authorId);
  return await Promise.all(
    found.map(async ({ id, name, role, teamId, invitedBy }) => {
      const by = (await findAuthor(db, invitedBy))?.name ?? '';
      return { id, name, role, isTeam: teamId !== undefined, by };
    }),
  );
}

function shown(token: Token, own: string, t: RegistryPagesWords['account']) {
  const { id, name, permissions, packages, expiresAt } = token;
  const listed = packages.versionUploadPackages.join(', ');
  const some = listed === '' ? t.mayPublish : t.mayUpload(listed);
  return {
    ...{ id, name, own: id === own },
    may: (permissions & PERMISSIONS.Admin) !== 0 ? t.mayAll : some,
    until: expiresAt === undefined ? undefined : new Date(expiresAt).toISOString(),
  };
}

async function makeToken({ authorId }: Token, request: FastifyRequest, reply: FastifyReply, parts: SignInParts) {
  const { context } = parts;
  const packageId = fieldOf(request, 'for');
  const wish = {
    ...{ name: fieldOf(request, 'name'), expires: Number(fieldOf(request, 'days')) },
    ...(packageId === ''
      ? { permissions: APP_PERMISSIONS }
      : { permissions: PERMISSIONS.UploadVersionSpecificPackages, versionUploadPackages: [packageId] }),
  };
  const made = await context.db.transaction(async (inside) => {
    const issued = await issueRequestedToken(inside, authorId, wish);
    if (issued.ok) await context.audit(inside, request, { action: 'token.issue', target: issued.token.id, authorId });
    return issued;
  });
  const reader = readerOf(parts, request);
  if (made.ok) return sendAccountPage(reply, madeTokenPage(reader, made.text));
  const { sentence, hint = '' } = explainIn(reader.language, made.code);
  return sendFault(parts, request, reply, [400, `${wordsFor(parts, request).faults.badToken} ${sentence} ${hint}`]);
}
