import type { FastifyInstance } from 'fastify';
import { hasPermission } from '../../../protocol/index.ts';
import { grantedTo, tokenRequired } from '../server/access/auth.ts';
import { rateLimited } from '../server/access/rate-limits.ts';
import { answerStatus } from '../server/answer.ts';
import type { RegistryContext } from '../server/context.ts';
import { listMailsOf } from '../storage/people/mails.ts';

/** No mail leaves a hosted registry, so an author reads the own ones here: download links of versions it does not keep. */
export function ownMailRoute(app: FastifyInstance, context: RegistryContext): void {
  const checks = { preHandler: [tokenRequired(context), rateLimited(context, 'accountData')] };
  app.get('/account/mails', checks, async (request, reply) => {
    const grant = grantedTo(request);
    if (!hasPermission(grant, 'Admin')) return answerStatus(reply, 401);
    return { mails: (await listMailsOf(context.db, grant.authorId, 200)).map(({ authorId: _, ...mail }) => mail) };
  });
}
