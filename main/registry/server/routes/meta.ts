import type { FastifyInstance } from 'fastify';
import { OWN_REPOSITORY } from '../../../../protocol/index.ts';
import { tokenWelcome } from '../auth.ts';
import type { RegistryContext } from '../context.ts';
import { rateLimited } from '../rate-limits.ts';

/** What this registry is, and the list of what it has for everybody. */
export function metaRoutes(app: FastifyInstance, context: RegistryContext): void {
  app.get('/meta', { preHandler: [tokenWelcome(context), rateLimited(context, 'meta')] }, async () => ({
    name: 'X-Pkg',
    identifier: OWN_REPOSITORY,
    description: 'A local X-Pkg registry for rehearsing and testing releases.',
  }));

  app.get('/packages', { preHandler: [tokenWelcome(context), rateLimited(context, 'packages')] }, async (_, reply) =>
    reply.type('application/json; charset=utf-8').send(context.packageList.body()),
  );
}
