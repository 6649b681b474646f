import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { grantedTo } from '../../server/access/auth.ts';
import { answerDone, answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { findAuthor } from '../../storage/people/authors.ts';
import {
  acceptInvitation,
  type Invitation,
  listInvitations,
  takeInvitation,
} from '../../storage/people/invitations.ts';
import { adminRequired } from './ask.ts';

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

/** The invited one's word, written down with what it does. */
export async function answerInvitation(
  { db, note }: RegistryContext,
  request: FastifyRequest,
  { id, authorId, yes }: { readonly id: string; readonly authorId: string; readonly yes: boolean },
): Promise<boolean> {
  return await db.transaction(async (inside) => {
    const taken = yes ? await acceptInvitation(inside, id, authorId) : await takeInvitation(inside, id, authorId);
    if (taken === undefined) return false;
    const action = yes ? 'invitation.accept' : 'invitation.decline';
    const { packageId } = taken;
    await note(inside, request, {
      action,
      ...(packageId !== undefined && { packageId }),
      target: shown(taken),
      authorId,
    });
    return true;
  });
}

const shown = ({ name, role }: Invitation): string => `${name}: ${role}`;

const noInvitation = (reply: FastifyReply): FastifyReply =>
  answerJson(reply, 404, 'You have no such invitation, or it was taken back.');
