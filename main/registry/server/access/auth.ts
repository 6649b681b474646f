import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Statements } from '../../storage/database/store.ts';
import { digestOf } from '../../storage/people/token-text.ts';
import { findTokenByDigest, type Token, type TokenPackages } from '../../storage/people/tokens.ts';
import { answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';

/** What an accepted token allows, and to whom. */
export type Grant = {
  readonly tokenId: string;
  readonly authorId: string;
  readonly permissions: number;
} & TokenPackages;

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined until a token was accepted. */
    grant: Grant | undefined;
  }
}

type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** 401 unless a valid token came with the request. Runs before the body of an upload is read. */
export function tokenRequired(context: RegistryContext): Check {
  return async (request, reply) => {
    request.grant = await grantOf(context.db, request);
    return request.grant === undefined ? answerStatus(reply, 401) : undefined;
  };
}

/** On public routes a token only says whose requests to count, and who may see more. */
export function tokenWelcome(context: RegistryContext): Check {
  return async (request) => {
    request.grant = await grantOf(context.db, request);
    return undefined;
  };
}

/** The grant of a request that got past `tokenRequired`. */
export function grantedTo(request: FastifyRequest): Grant {
  if (request.grant === undefined) throw new Error('This route does not ask for a token');
  return request.grant;
}

/**
 * Asked anew: the token may have been revoked while a body arrived or was stored, which may have taken an hour. One that
 * ran out meanwhile was good when the request came, and that is what counts: a token of CI lasts for fifteen minutes.
 */
export async function grantOf(db: Statements, request: FastifyRequest): Promise<Grant | undefined> {
  const text = tokenOf(request.headers.authorization);
  if (text === undefined) return undefined;
  const token = await findTokenByDigest(db, digestOf(text), request.grant?.tokenId);
  return token === undefined ? undefined : toGrant(token);
}

// X-Pkg wants the bare token; nearly every tool sends "Bearer" before it, so both are taken.
function tokenOf(header: string | undefined): string | undefined {
  const text = header?.replace(/^bearer\s+/i, '').trim();
  return text === undefined || text === '' || text.length > 1024 ? undefined : text;
}

function toGrant(token: Token): Grant {
  return {
    tokenId: token.id,
    authorId: token.authorId,
    permissions: token.permissions,
    ...token.packages,
  };
}
