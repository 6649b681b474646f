import type { FastifyInstance, FastifyReply } from 'fastify';
import { parsePartialPackageId, parseVersion } from '../../../../protocol/index.ts';
import { openDownloadCount } from '../../storage/packages/downloads.ts';
import { findVersion } from '../../storage/packages/versions.ts';
import { tokenWelcome } from '../access/auth.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerStatus, answerUnavailable } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { locationOf } from '../locations.ts';
import { privateKeyOf } from '../request-fields.ts';

/** What an installer asks before it downloads. */
export function packageInfoRoutes(app: FastifyInstance, context: RegistryContext): void {
  const countDownload = openDownloadCount(context.db);
  app.get<{ Params: { packageId: string; packageVersion: string } }>(
    '/packages/info/:packageId/:packageVersion',
    { preHandler: [tokenWelcome(context), rateLimited(context, 'info')] },
    async (request, reply) => {
      const id = parsePartialPackageId(request.params.packageId);
      const asked = parseVersion(request.params.packageVersion);
      if (!id.ok || !asked.ok) return answerStatus(reply, 400);
      const version = await findVersion(context.db, id.value.partial, asked.value.canonical);
      if (version === undefined) return answerMirrored(context, reply, id.value.partial, asked.value.canonical);
      if (version.status !== 'processed') return answerStatus(reply, 404);
      // A version that is not stored has no key, so nobody can ask for it here (XPKG.md section 8).
      const open =
        version.isPublic || (version.privateKey !== undefined && version.privateKey === privateKeyOf(request));
      if (!open) return answerStatus(reply, 404);
      await countDownload(version.packageId, version.version);
      return {
        loc: locationOf(context, version),
        hash: version.hash,
        dependencies: version.dependencies,
        incompatibilities: version.incompatibilities,
      };
    },
  );
}

async function answerMirrored(
  { mirror, baseUrl }: RegistryContext,
  reply: FastifyReply,
  id: string,
  version: string,
): Promise<FastifyReply> {
  const found = await mirror?.version(id, version);
  if (found === undefined) return answerStatus(reply, 404);
  if (found === 'away') return answerUnavailable(reply);
  const { hash, dependencies, incompatibilities } = found;
  return reply.send({ loc: `${baseUrl()}/packages/files/${hash}`, hash, dependencies, incompatibilities });
}
