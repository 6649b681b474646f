import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { findLink, findStoredContent } from '../../storage/links.ts';
import { answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';

/** The finished packages themselves: stored ones by their hash, the others for a day by the link in the mail. */
export function downloadRoutes(app: FastifyInstance, context: RegistryContext): void {
  app.get<{ Params: { hash: string } }>('/packages/files/:hash', async (request, reply) => {
    const hash = request.params.hash.toLowerCase().replace(/\.xpkg$/, '');
    const content = findStoredContent(context.db, hash);
    return content === null ? answerStatus(reply, 404) : send(context, reply, hash, content.fileName);
  });

  app.get<{ Params: { token: string } }>('/downloads/:token', async (request, reply) => {
    const link = findLink(context.db, request.params.token);
    return link === null ? answerStatus(reply, 404) : send(context, reply, link.hash, link.fileName);
  });
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
