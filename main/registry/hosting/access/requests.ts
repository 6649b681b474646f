import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { hasPermission, parsePartialPackageId, ROLES, type RoleAct, roleAllows } from '../../../../protocol/index.ts';
import { grantedTo, tokenRequired } from '../../server/access/auth.ts';
import { rateLimited } from '../../server/access/rate-limits.ts';
import { answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import type { Statements } from '../../storage/database/store.ts';
import { roleAt } from '../../storage/packages/roles.ts';
import { type Author, findAuthor, findAuthorByName } from '../../storage/people/authors.ts';

// What the routes of /access have in common: who may ask, and about which package.

/** Who has access is decided by people: a token for one purpose is not enough. */
export function adminRequired(context: RegistryContext): { readonly preHandler: preHandlerAsyncHookHandler[] } {
  return {
    preHandler: [
      tokenRequired(context),
      rateLimited(context),
      async (request, reply) =>
        hasPermission(grantedTo(request), 'Admin') ? undefined : answerJson(reply, 401, 'This needs an Admin token.'),
    ],
  };
}

export interface AskedPackage<Params> {
  readonly params: Params;
  readonly packageId: string;
  readonly authorId: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A route about one package, for those whose role there allows the act; it does not exist for strangers. */
export function aboutPackage<Params extends { readonly id: string }>(
  { db }: RegistryContext,
  act: RoleAct,
  answer: (asked: AskedPackage<Params>) => Promise<unknown>,
) {
  return async (request: FastifyRequest & { readonly params: Params }, reply: FastifyReply): Promise<unknown> => {
    const { authorId } = grantedTo(request);
    const id = parsePartialPackageId(request.params.id);
    if (!id.ok) return answerJson(reply, 400, `"${request.params.id}" is not the id of a package.`);
    const role = await roleAt(db, id.value.partial, authorId);
    if (role === undefined) return answerJson(reply, 404, `You have no package ${id.value.partial}.`);
    if (!roleAllows(role, act)) return answerJson(reply, 403, `A ${role} of ${id.value.partial} may not do that.`);
    return await answer({ params: request.params, packageId: id.value.partial, authorId, request, reply });
  };
}

/** People are named by their id or their name. */
export async function findPerson(db: Statements, said: string): Promise<Author | undefined> {
  return (await findAuthor(db, said)) ?? (await findAuthorByName(db, said));
}

export function nobodyNamed(reply: FastifyReply, said: string): FastifyReply {
  return answerJson(reply, 404, `There is nobody named "${said}" here.`, 'no_such_author');
}

/** 202: it is up to the person now. */
export function answerInvited(reply: FastifyReply, name: string): FastifyReply {
  return reply.code(202).send({ invited: name });
}

export const roleSchema = z.strictObject({ role: z.enum(ROLES) });

export function roleWanted(reply: FastifyReply): FastifyReply {
  return answerJson(reply, 400, `Say which role, as { "role": "${ROLES.join('" or "')}" }.`, 'invalid_role');
}
