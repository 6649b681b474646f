import { z } from 'zod';
import { ROUTE_NAMES } from './routes.ts';
import { FAILED_STATUSES } from './version-status.ts';

/** The routes a fault can be pinned to; `any` is every route of the registry (never /local itself). */
export const rehearsalRouteSchema = z.enum(['any', ...ROUTE_NAMES]);

const times = z.int().min(1).max(1_000_000);

/**
 * One way for the local registry to misbehave on purpose. `times` counts down with each request (or version) it
 * strikes; a fault without it stays until it is taken away.
 */
export const rehearsalFaultSchema = z.discriminatedUnion('fault', [
  /** Answer without looking at the request: a code of the API with its HTTP status. */
  z.object({
    fault: z.literal('answer'),
    route: rehearsalRouteSchema,
    status: z.int().min(400).max(599),
    code: z.string().max(200),
    times: times.optional(),
  }),
  /** Do what was asked, then answer 500 all the same. */
  z.object({ fault: z.literal('error-after-accept'), route: rehearsalRouteSchema, times: times.optional() }),
  /** Let the processing of the next versions end like this. */
  z.object({
    fault: z.literal('processing'),
    status: z.enum(FAILED_STATUSES),
    times: times.optional(),
  }),
  /** Hold processing back this long, so that "processing" can be looked at. */
  z.object({ fault: z.literal('slow-processing'), seconds: z.number().min(0).max(3600), times: times.optional() }),
  /** Take request bodies in no faster than this. */
  z.object({
    fault: z.literal('slow'),
    route: rehearsalRouteSchema,
    bytesPerSecond: z.int().min(1),
    times: times.optional(),
  }),
  /** Reset the connection after so many bytes of the request body. */
  z.object({
    fault: z.literal('drop'),
    route: rehearsalRouteSchema,
    afterBytes: z.number().min(0),
    times: times.optional(),
  }),
  /** Take the whole request, do what it asks, and never answer. */
  z.object({ fault: z.literal('no-answer'), route: rehearsalRouteSchema, times: times.optional() }),
  /** 429 with this Retry-After, fractions allowed. */
  z.object({
    fault: z.literal('rate-limit'),
    route: rehearsalRouteSchema,
    retryAfterSeconds: z.number().min(0).max(3600),
    times: times.optional(),
  }),
  /** Reset every connection at once, as if the network were gone. */
  z.object({ fault: z.literal('offline') }),
]);
export type RehearsalFault = z.infer<typeof rehearsalFaultSchema>;

export const rehearsalSchema = z.object({ faults: z.array(rehearsalFaultSchema).max(100) });
export type Rehearsal = z.infer<typeof rehearsalSchema>;
