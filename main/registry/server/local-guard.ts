import type { FastifyReply, FastifyRequest } from 'fastify';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Keeps web pages out of /local. A page may make a browser send requests here, either from its own origin or, after
 * pointing its own name at 127.0.0.1, under a foreign Host; both show in the headers. No route here sends CORS headers.
 */
export const localOnly =
  (listensOn: string) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const host = hostNameOf(request.headers.host);
    if (host === null || !(LOOPBACK_NAMES.has(host) || host === listensOn.toLowerCase())) {
      return reply.code(403).send({ error: { code: 'foreign_host', message: 'Ask under the address it listens on.' } });
    }
    const { origin } = request.headers;
    if (origin !== undefined && origin.toLowerCase() !== `http://${request.headers.host?.toLowerCase()}`) {
      return reply.code(403).send({ error: { code: 'foreign_origin', message: 'Web pages may not ask for this.' } });
    }
    return undefined;
  };

function hostNameOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const match = /^(\[[0-9a-f:.]+\]|[^:/@]+)(?::\d{1,5})?$/i.exec(header);
  return match?.[1]?.toLowerCase() ?? null;
}
