import { isIP } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerStatus } from './answer.ts';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Keeps web pages out of /local. A page may make a browser send requests here, either from its own origin or, after
 * pointing its own name at 127.0.0.1, under a foreign Host; both show in the headers. No route here sends CORS headers.
 */
export const localOnly =
  (listensOn: string) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const host = hostNameOf(request.headers.host);
    if (host === null || !isOwnName(host, listensOn)) {
      return reply.code(403).send({ error: { code: 'foreign_host', message: 'Ask under the address it listens on.' } });
    }
    if (comesFromElsewhere(request)) {
      return reply.code(403).send({ error: { code: 'foreign_origin', message: 'Web pages may not ask for this.' } });
    }
    return undefined;
  };

/**
 * Keeps web pages away from accounts: here they are made without the reCAPTCHA that stops pages at X-Pkg, and whoever
 * has one may fill the disk. Other machines of the network may ask, by address: only names can be pointed elsewhere.
 */
export const pagesRefused =
  (listensOn: string) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const host = hostNameOf(request.headers.host);
    const isOwn = host !== null && (isOwnName(host, listensOn) || isIP(host.replace(/^\[|\]$/g, '')) !== 0);
    return isOwn && !comesFromElsewhere(request) ? undefined : answerStatus(reply, 403);
  };

const isOwnName = (host: string, listensOn: string): boolean =>
  LOOPBACK_NAMES.has(host) || host === listensOn.toLowerCase();

function comesFromElsewhere({ headers }: FastifyRequest): boolean {
  return headers.origin !== undefined && headers.origin.toLowerCase() !== `http://${headers.host?.toLowerCase()}`;
}

function hostNameOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const match = /^(\[[0-9a-f:.]+\]|[^:/@]+)(?::\d{1,5})?$/i.exec(header);
  return match?.[1]?.toLowerCase() ?? null;
}
