import type { FastifyInstance } from 'fastify';
import { grantedTo } from '../../server/access/auth.ts';
import { describeToken } from '../../server/access/describe-token.ts';
import { answerDone, answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { listTokens, revokeToken } from '../../storage/people/tokens.ts';
import { adminRequired } from './requests.ts';

/** An author's own tokens: what there is and what each may do, never the token itself. */
export function tokenRoutes(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);
  app.get('/access/tokens', checks, async (request) => {
    const { authorId, tokenId } = grantedTo(request);
    return { tokens: (await listTokens(db, authorId)).map((token) => describeToken(token, tokenId)) };
  });
  // The one it is asked with, too: that is how somebody logs out.
  app.delete<{ Params: { id: string } }>('/access/tokens/:id', checks, async (request, reply) => {
    const { id } = request.params;
    const revoked = await db.transaction(async (inside) => {
      const done = await revokeToken(inside, grantedTo(request).authorId, id);
      if (done) await context.audit(inside, request, { action: 'token.revoke', target: id });
      return done;
    });
    return revoked ? answerDone(reply) : answerJson(reply, 404, 'You have no such token.');
  });
}
