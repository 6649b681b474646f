import { isIP, type Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasPermission } from '../../../../protocol/index.ts';
import { findOwner } from '../../storage/people/authors.ts';
import { answerJson, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { grantedTo, tokenRequired } from './auth.ts';

type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Keeps other machines and web pages out of /local. Where a request comes from is told by its connection, never by what
 * it says of itself. A page may make a browser send requests here, either from its own origin or, after pointing its own
 * name at 127.0.0.1, under a foreign Host; both show in the headers. No route here sends CORS headers.
 */
export function localOnly(listensOn: string): Check {
  return async (request, reply) => {
    if (!isFromThisMachine(request.raw.socket)) {
      return answerJson(reply, 403, 'Only the machine the registry runs on may ask for this.', 'foreign_machine');
    }
    const host = hostNameOf(request.headers.host);
    if (host === undefined || !isOwnName(host, listensOn, request.raw.socket)) {
      return answerJson(reply, 403, 'Ask under the address it listens on.', 'foreign_host');
    }
    if (comesFromElsewhere(request)) {
      return answerJson(reply, 403, 'Web pages may not ask for this.', 'foreign_origin');
    }
    return undefined;
  };
}

/** The author the data folder belongs to, with an Admin token: nobody else may look inside or change how it behaves. */
export function ownerRequired(context: RegistryContext): Check[] {
  return [
    tokenRequired(context),
    async (request, reply) => {
      const grant = grantedTo(request);
      if (grant.authorId !== (await findOwner(context.db))?.id) {
        return answerJson(reply, 403, 'This belongs to the first author of the data folder.', 'not_the_owner');
      }
      return hasPermission(grant, 'Admin') ? undefined : answerJson(reply, 401, 'This needs an Admin token.');
    },
  ];
}

/**
 * Keeps web pages away from accounts: here they are made without the reCAPTCHA that stops pages at X-Pkg, and whoever
 * has one may fill the disk. Other machines of the network may ask, by address: only names can be pointed elsewhere.
 */
export function pagesRefused(listensOn: string): Check {
  return async (request, reply) => {
    const host = hostNameOf(request.headers.host);
    const isOwn =
      host !== undefined &&
      (isOwnName(host, listensOn, request.raw.socket) || isIP(host.replace(/^\[|\]$/g, '')) !== 0);
    return isOwn && !comesFromElsewhere(request) ? undefined : answerStatus(reply, 403);
  };
}

/** A program of this machine that asks under its network address has that same address itself. */
function isFromThisMachine({ remoteAddress, localAddress }: Socket): boolean {
  const from = plainAddress(remoteAddress);
  return from.startsWith('127.') || from === '::1' || (from !== '' && from === plainAddress(localAddress));
}

function isOwnName(host: string, listensOn: string, { localAddress }: Socket): boolean {
  return LOOPBACK_NAMES.has(host) || host === listensOn.toLowerCase() || host === plainAddress(localAddress);
}

function plainAddress(address: string | undefined): string {
  return address?.toLowerCase().replace(/^::ffff:/, '') ?? '';
}

function comesFromElsewhere({ headers }: FastifyRequest): boolean {
  return headers.origin !== undefined && headers.origin.toLowerCase() !== `http://${headers.host?.toLowerCase()}`;
}

function hostNameOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const match = /^(\[[0-9a-f:.]+\]|[^:/@]+)(?::\d{1,5})?$/i.exec(header);
  return match?.[1]?.toLowerCase();
}
