import type { FastifyInstance, FastifyReply } from 'fastify';
import { grantedTo } from '../../server/access/auth.ts';
import { answerDone, answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { findAuthor } from '../../storage/people/authors.ts';
import { listInvitations } from '../../storage/people/invitations.ts';
import { answerInvitation } from './answer-invitation.ts';
import { adminRequired } from './requests.ts';

interface OfInvitation {
  readonly id: string;
}

/** What one is invited to, and the answer. */
export function invitationRoutes(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);
  app.get('/access/invitations', checks, async (request) => {
    const found = await listInvitations(db, grantedTo(request).authorId);
    const invitations = found.map(async ({ id, packageId, teamId, name, role, invitedBy }) => ({
      ...{ id, name, role, of: packageId === undefined ? 'team' : 'package' },
      ...{ packageId: packageId ?? null, teamId: teamId ?? null },
      invitedBy: (await findAuthor(db, invitedBy))?.name ?? null,
    }));
    return { invitations: await Promise.all(invitations) };
  });
  app.post<{ Params: OfInvitation }>('/access/invitations/:id/accept', checks, async (request, reply) => {
    const done = await answerInvitation(context, request, { ...grantedTo(request), id: request.params.id, yes: true });
    return done ? answerDone(reply) : noInvitation(reply);
  });
  app.delete<{ Params: OfInvitation }>('/access/invitations/:id', checks, async (request, reply) => {
    const done = await answerInvitation(context, request, { ...grantedTo(request), id: request.params.id, yes: false });
    return done ? answerDone(reply) : noInvitation(reply);
  });
}

function noInvitation(reply: FastifyReply): FastifyReply {
  return answerJson(reply, 404, 'You have no such invitation, or it was taken back.');
}
