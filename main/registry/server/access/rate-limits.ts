import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import {
  type IRateLimiterOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import { type LimitedRoute, RATE_LIMITS, type RateLimit } from '../../../../protocol/index.ts';
import { answerStatus } from '../answer.ts';

export interface RateLimiters {
  readonly on: boolean;
  /** One request of `client` to `route`. */
  count(route: LimitedRoute, client: string): Promise<Count>;
}

export interface Count {
  readonly limit: RateLimit;
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until the window or the block ends; while blocked always the whole block, as the public server says it. */
  readonly waitMs: number;
}

/** Counted by this process alone, or in the database that all processes share. */
export function openRateLimiters(on: boolean, pool?: Pool): RateLimiters {
  const limiters = new Map<LimitedRoute, RateLimiterAbstract>();
  const limiterOf = (route: LimitedRoute): RateLimiterAbstract => {
    let limiter = limiters.get(route);
    if (limiter === undefined) {
      const { points, windowSeconds, blockSeconds } = RATE_LIMITS[route];
      const limit = { keyPrefix: route, points, duration: windowSeconds, blockDuration: blockSeconds };
      limiter = pool === undefined ? new RateLimiterMemory(limit) : sharedLimiter(limit, pool);
      limiters.set(route, limiter);
    }
    return limiter;
  };
  return {
    on,
    async count(route, client) {
      const limit = RATE_LIMITS[route];
      const { allowed, result } = await consume(limiterOf(route), client);
      return {
        limit,
        allowed,
        remaining: result.remainingPoints,
        waitMs: allowed ? result.msBeforeNext : limit.blockSeconds * 1000,
      };
    },
  };
}

function sharedLimiter(limit: IRateLimiterOptions, pool: Pool): RateLimiterAbstract {
  // The table is one of the migrations, and swept with everything else that runs out.
  const table = { tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false };
  return new RateLimiterPostgres({ ...limit, ...table, storeClient: pool, storeType: 'pool' });
}

// The library rejects with the same kind of object it resolves with.
async function consume(
  limiter: RateLimiterAbstract,
  client: string,
): Promise<{ allowed: boolean; result: RateLimiterRes }> {
  try {
    return { allowed: true, result: await limiter.consume(client) };
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return { allowed: false, result: refused as RateLimiterRes };
  }
}

/** The global limit, then the route's own, each with its headers; 429 from the first that is used up. */
export function rateLimited(context: { readonly limiters: RateLimiters }, route?: LimitedRoute) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (!context.limiters.on) return undefined;
    // Without an address or an author there is nobody to count (XPKG.md section 7).
    const address = clientOf(request.ip);
    if (!address) return answerStatus(reply, 409);
    const all = await context.limiters.count('global', address);
    setHeaders(reply, all, '-Global');
    if (!all.allowed) return answerStatus(reply, 429);
    if (route === undefined) return undefined;
    const own = await context.limiters.count(route, request.grant?.authorId ?? address);
    setHeaders(reply, own, '');
    return own.allowed ? undefined : answerStatus(reply, 429);
  };
}

/** A home has a whole network of IPv6 addresses, so that all of one /64 count as one client. */
export function clientOf(address: string): string {
  if (!isIPv6(address) || /^::ffff:\d+\./i.test(address)) return address;
  const [left = [], right = []] = (address.split('%', 1)[0] ?? '')
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const network = [...left, ...zeros, ...right].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

function setHeaders(reply: FastifyReply, count: Count, suffix: '' | '-Global'): void {
  reply.header(suffix === '' ? 'Retry-After' : 'X-Retry-After-Global', String(count.waitMs / 1000));
  reply.header(`X-RateLimit-Limit${suffix}`, String(count.limit.points));
  reply.header(`X-RateLimit-Remaining${suffix}`, String(count.remaining));
  reply.header(`X-RateLimit-Reset${suffix}`, new Date(Date.now() + count.waitMs).toISOString());
}
