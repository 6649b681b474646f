import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isIn, pathForLog } from './areas.ts';
import type { RegistryContext } from './context.ts';

/** Notes every request once its connection is done with it, also those that never got an answer. */
export function logRequests(app: FastifyInstance, context: RegistryContext): void {
  const codes = new WeakMap<object, string>();
  // A request's first bytes have come before anybody hears of it, so they are counted from the end of the one before.
  const counted = new WeakMap<Socket, number>();

  app.addHook('onRequest', async (request, reply) => {
    const begun = performance.now();
    const at = new Date().toISOString();
    const { socket } = request.raw;
    reply.raw.once('close', () => {
      const bytesIn = socket.bytesRead - (counted.get(socket) ?? 0);
      counted.set(socket, socket.bytesRead);
      // The app polls these; showing them would bury what the author wants to see.
      if (isIn('local', request)) return;
      context.requests.add({
        at,
        method: request.method,
        path: pathForLog(request),
        status: reply.raw.headersSent ? reply.raw.statusCode : undefined,
        code: codes.get(request),
        durationMs: Math.round(performance.now() - begun),
        bytesIn,
        rehearsed: (request.faults ?? []).length > 0,
      });
    });
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode >= 400 && typeof payload === 'string' && payload.length < 100) codes.set(request, payload);
    return payload;
  });
}
