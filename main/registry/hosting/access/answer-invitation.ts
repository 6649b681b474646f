import type { FastifyRequest } from 'fastify';
import type { RegistryContext } from '../../server/context.ts';
import { acceptInvitation, type Invitation, takeInvitation } from '../../storage/people/invitations.ts';

/** The invited one's word, written down with what it does. */
export async function answerInvitation(
  { db, audit }: RegistryContext,
  request: FastifyRequest,
  { id, authorId, yes }: { readonly id: string; readonly authorId: string; readonly yes: boolean },
): Promise<boolean> {
  return await db.transaction(async (inside) => {
    const taken = yes ? await acceptInvitation(inside, id, authorId) : await takeInvitation(inside, id, authorId);
    if (taken === undefined) return false;
    const action = yes ? 'invitation.accept' : 'invitation.decline';
    const { packageId } = taken;
    await audit(inside, request, {
      action,
      ...(packageId !== undefined && { packageId }),
      target: shown(taken),
      authorId,
    });
    return true;
  });
}

function shown({ name, role }: Invitation): string {
  return `${name}: ${role}`;
}
