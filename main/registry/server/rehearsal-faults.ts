import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type RegistryRoute, routeOfPath } from '../../../protocol/index.ts';
import type { FaultOf, RequestFault } from '../rehearsal.ts';
import { answerCode, answerStatus } from './answer.ts';
import { pathOf } from './areas.ts';
import type { RegistryContext } from './context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The rehearsal's faults that struck this request. */
    faults: readonly RequestFault[] | undefined;
  }
}

/** The faults that work on the body while it comes in. */
export function bodyFaultsOf(request: FastifyRequest): {
  slow: FaultOf<'slow'> | undefined;
  drop: FaultOf<'drop'> | undefined;
} {
  return { slow: faultOf(request, 'slow'), drop: faultOf(request, 'drop') };
}

export function dropConnection(request: FastifyRequest): void {
  request.raw.socket.resetAndDestroy();
}

/** Hangs the rehearsal into the way of every request but those to /local. */
export function rehearse(app: FastifyInstance, context: RegistryContext): void {
  app.decorateRequest('faults', undefined);

  app.addHook('onRequest', async (request, reply) => {
    const route = rehearsalRouteOf(pathOf(request));
    request.faults = route === undefined ? [] : context.rehearsal.takeForRequest(route);
    for (const fault of request.faults) {
      if (isUpload(request) && isSeen(fault)) await readAway(request);
      const answer = beforeWork(request, reply, fault);
      if (answer !== undefined) return answer;
    }
    return undefined;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (faultOf(request, 'no-answer') !== undefined) {
      request.raw.socket.setTimeout(0);
      return await new Promise<never>(() => undefined);
    }
    if (faultOf(request, 'error-after-accept') === undefined) return payload;
    reply.code(500).type('text/plain; charset=utf-8').removeHeader('Content-Encoding').removeHeader('ETag');
    return 'Internal Server Error';
  });
}

function beforeWork(request: FastifyRequest, reply: FastifyReply, fault: RequestFault): FastifyReply | undefined {
  switch (fault.fault) {
    case 'answer':
      return fault.code === '' ? answerStatus(reply, fault.status) : answerCode(reply, fault.status, fault.code);
    case 'rate-limit': {
      const seconds = fault.retryAfterSeconds;
      reply.header('Retry-After', String(seconds));
      reply.header('X-RateLimit-Remaining', '0');
      reply.header('X-RateLimit-Reset', new Date(Date.now() + seconds * 1000).toISOString());
      return answerStatus(reply, 429);
    }
    case 'offline':
      dropConnection(request);
      return reply.hijack();
    case 'drop':
      // The body of an upload is dropped while it comes in; anything else has none worth waiting for.
      if (isUpload(request)) return undefined;
      dropConnection(request);
      return reply.hijack();
    case 'slow':
    case 'no-answer':
    case 'error-after-accept':
      return undefined;
  }
}

// An answer before the last byte of a body can get lost when the connection is closed under it. What is rehearsed has
// to be seen, so only the answers that exist to stop a body come before it.
const EARLY: ReadonlySet<number> = new Set([401, 413]);

function isSeen(fault: RequestFault): boolean {
  return fault.fault === 'rate-limit' || (fault.fault === 'answer' && !EARLY.has(fault.status));
}

function readAway({ raw }: FastifyRequest): Promise<void> {
  return new Promise((resolve) => {
    raw.once('end', resolve);
    raw.once('close', resolve);
    raw.resume();
  });
}

function isUpload(request: FastifyRequest): boolean {
  return request.headers['content-type']?.toLowerCase().startsWith('multipart/form-data') === true;
}

function faultOf<K extends RequestFault['fault']>(request: FastifyRequest, kind: K): FaultOf<K> | undefined {
  return (request.faults ?? []).find((fault): fault is FaultOf<K> => fault.fault === kind);
}

/** The name a fault knows a route by; undefined for /local, which must stay reachable to end the rehearsal. */
function rehearsalRouteOf(path: string): RegistryRoute | 'any' | undefined {
  if (path === '/local' || path.startsWith('/local/')) return undefined;
  return routeOfPath(path) ?? 'any';
}
