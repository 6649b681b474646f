import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathForLog } from '../server/areas.ts';

/**
 * One line of JSON for each request, with the id its answer carried, also where the client went away before its end. No
 * header and no body: those hold tokens.
 */
export function logAccess(app: FastifyInstance, write: (line: string) => void): void {
  const told = new WeakSet<FastifyRequest>();
  const tell = (request: FastifyRequest, reply: FastifyReply, client: string): void => {
    if (told.has(request)) return;
    told.add(request);
    write(JSON.stringify(entryOf(request, reply, client)));
  };
  app.addHook('onRequest', async (request, reply) => {
    // Later its connection may be gone, and with it from where it came.
    const client = request.ip;
    reply.raw.once('close', () => tell(request, reply, client));
  });
  // Of what was answered before the hook above had its turn, such as a question of a page of another site.
  app.addHook('onResponse', async (request, reply) => tell(request, reply, request.ip));
}

function entryOf(request: FastifyRequest, { raw, elapsedTime }: FastifyReply, client: string): object {
  return {
    time: new Date().toISOString(),
    requestId: request.id,
    client,
    author: request.grant?.authorId,
    method: request.method,
    path: pathForLog(request),
    // What was begun to be said; nothing where nothing was.
    status: raw.headersSent ? raw.statusCode : undefined,
    cutOff: raw.writableFinished ? undefined : true,
    ms: Math.round(elapsedTime),
  };
}
