import { z } from 'zod';
import { rehearsalSchema, TOKEN_LIMITS } from '../../protocol/index.ts';
import { appErrorSchema, diskPathSchema, idSchema, momentSchema, nothingSchema } from './common.ts';
import { call, event } from './define.ts';

export const localRegistrySchema = z.object({
  state: z.enum(['stopped', 'starting', 'running', 'failed']),
  url: z.string().nullable(),
  dataFolder: diskPathSchema,
  author: z.object({ id: z.string(), name: z.string() }).nullable(),
  usedStorage: z.number(),
  /** Null when there is no limit. */
  totalStorage: z.number().nullable(),
  packages: z.int().nonnegative(),
  versions: z.int().nonnegative(),
  rehearsing: z.boolean(),
  error: appErrorSchema.nullable(),
});
export type LocalRegistry = z.infer<typeof localRegistrySchema>;

export const localTokenSchema = z.object({
  id: idSchema,
  /** Loadmaster itself asks with this one: revoking it makes another in its place. */
  own: z.boolean(),
  name: z.string(),
  permissions: z.array(z.string()),
  createdAt: momentSchema,
  expiresAt: momentSchema.nullable(),
});

export type LocalToken = z.infer<typeof localTokenSchema>;

export const registryRequestSchema = z.object({
  id: z.int(),
  at: momentSchema,
  method: z.string(),
  path: z.string(),
  status: z.int().nullable(),
  code: z.string().nullable(),
  durationMs: z.number(),
  bytesIn: z.number(),
  rehearsed: z.boolean(),
});
export type RegistryRequest = z.infer<typeof registryRequestSchema>;

export const registryMailSchema = z.object({
  id: z.int(),
  at: momentSchema,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
});

export const registry = {
  status: call(nothingSchema, localRegistrySchema),
  start: call(nothingSchema, localRegistrySchema),
  stop: call(nothingSchema, localRegistrySchema),
  /** Forgets every package and version of the local registry; the author and tokens stay. */
  reset: call(nothingSchema, localRegistrySchema),
  tokens: call(nothingSchema, z.array(localTokenSchema)),
  /** The token is shown this once, for copying into another tool. */
  createToken: call(
    z.object({
      name: z.string().max(200),
      permissions: z.array(z.string()).max(32),
      packages: z.array(z.string()).max(TOKEN_LIMITS.packages),
      expiresInDays: z.int().min(1).max(TOKEN_LIMITS.days),
    }),
    z.object({ token: z.string(), id: idSchema }),
  ),
  /** Loadmaster's own is replaced by a new one first, so that it goes on working. */
  revokeToken: call(z.object({ id: idSchema }), nothingSchema),
  requests: call(
    z.object({ after: z.int().nonnegative(), limit: z.int().min(1).max(1000) }),
    z.array(registryRequestSchema),
  ),
  outbox: call(nothingSchema, z.array(registryMailSchema)),
  rehearsal: call(nothingSchema, rehearsalSchema),
  rehearse: call(rehearsalSchema, rehearsalSchema),
  endRehearsal: call(nothingSchema, nothingSchema),
  revealData: call(nothingSchema, nothingSchema),

  changed: event(localRegistrySchema),
  requested: event(z.array(registryRequestSchema)),
  /** By a reset, in whichever tab: what was known of its packages and versions holds no more. */
  emptied: event(nothingSchema),
};
