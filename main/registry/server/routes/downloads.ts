import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasPermission } from '../../../../protocol/index.ts';
import { findLink, findStoredContent } from '../../storage/links.ts';
import { answerStatus } from '../answer.ts';
import { tokenWelcome } from '../auth.ts';
import type { RegistryContext } from '../context.ts';
import { privateKeyOf } from '../request-fields.ts';

/** The finished packages themselves: stored ones by their hash, the others for a day by the link in the mail. */
export function downloadRoutes(app: FastifyInstance, context: RegistryContext): void {
  const welcome = { preHandler: [tokenWelcome(context)] };
  app.get<{ Params: { hash: string } }>('/packages/files/:hash', welcome, async (request, reply) => {
    const hash = request.params.hash.toLowerCase().replace(/\.xpkg$/, '');
    const content = await findStoredContent(context.db, hash, {
      privateKey: privateKeyOf(request),
      authorId: authorOf(request),
    });
    return content === null ? answerStatus(reply, 404) : send(context, reply, hash, content.fileName);
  });

  app.get<{ Params: { token: string } }>('/downloads/:token', async (request, reply) => {
    const link = await findLink(context.db, request.params.token);
    return link === null ? answerStatus(reply, 404) : send(context, reply, link.hash, link.fileName);
  });
}

/** An author whose token may see the own packages, and with them their addresses. */
function authorOf({ grant }: FastifyRequest): string | undefined {
  return grant !== null && hasPermission(grant, 'ViewPackages') ? grant.authorId : undefined;
}

async function send(
  context: RegistryContext,
  reply: FastifyReply,
  hash: string,
  fileName: string,
): Promise<FastifyReply> {
  const path = context.files.contentPath(hash);
  const { size } = await stat(path);
  return reply
    .type('application/octet-stream')
    .header('Content-Length', size)
    .header('Content-Disposition', `attachment; filename="${fileName}"`)
    .header('ETag', `"${hash}"`)
    .send(createReadStream(path));
}
