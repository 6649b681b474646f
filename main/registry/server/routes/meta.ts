import type { FastifyInstance } from 'fastify';
import { OWN_REPOSITORY } from '../../../../protocol/index.ts';
import { tokenWelcome } from '../access/auth.ts';
import { rateLimited } from '../access/rate-limits.ts';
import type { RegistryContext } from '../context.ts';
import type { ListEncoding } from '../package-list.ts';

/** What this registry is, and the list of what it has for everybody. */
export function metaRoutes(app: FastifyInstance, context: RegistryContext): void {
  app.get('/meta', { preHandler: [tokenWelcome(context), rateLimited(context, 'meta')] }, async () => ({
    name: context.about.name,
    identifier: OWN_REPOSITORY,
    description: context.about.description,
    // X-Pkg has no such thing, so a registry of one author does not name it.
    ...(context.about.signIn !== undefined && { signIn: context.about.signIn }),
    ...(context.about.ci !== undefined && { ci: context.about.ci }),
  }));

  const listChecks = { preHandler: [tokenWelcome(context), rateLimited(context, 'packages')] };
  app.get('/packages', listChecks, async (request, reply) => {
    const { etag, plain, encoded } = await context.packageList.body();
    reply.header('Vary', 'Accept-Encoding').header('Cache-Control', 'no-cache');
    const known = request.headers['if-none-match'];
    if (known?.includes(etag)) return reply.header('ETag', `"${etag}"`).code(304).send();
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding !== undefined) reply.header('Content-Encoding', encoding);
    // Two encodings are two texts of one list, so each has a tag of its own.
    reply.header('ETag', encoding === undefined ? `"${etag}"` : `"${etag}-${encoding}"`);
    reply.type('application/json; charset=utf-8');
    return reply.send(encoding === undefined ? plain : await encoded(encoding));
  });
}

/** Nobody reads these often enough to make them anew for each request. */
const TAKEN: readonly (readonly [ListEncoding, RegExp])[] = (['br', 'gzip'] as const).map((name) => [
  name,
  new RegExp(`(^|,)\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)`, 'i'),
]);

function encodingFor(accepted = ''): ListEncoding | undefined {
  return TAKEN.find(([, taken]) => taken.test(accepted))?.[0];
}
