import type { FastifyInstance } from 'fastify';
import { pathForLog } from '../server/areas.ts';

/** One line of JSON for each request, with the id its answer carried. No header and no body: those hold tokens. */
export function logAccess(app: FastifyInstance, write: (line: string) => void): void {
  app.addHook('onResponse', async (request, reply) => {
    const entry = {
      time: new Date().toISOString(),
      requestId: request.id,
      client: request.ip,
      author: request.grant?.authorId,
      method: request.method,
      path: pathForLog(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    write(JSON.stringify(entry));
  });
}
