import { z } from 'zod';
import { appErrorSchema, idSchema, messageSchema, momentSchema, nothingSchema } from './common.ts';
import { call, event } from './define.ts';

/** The embedded registry's connection has this id on every machine. */
export const LOCAL_CONNECTION_ID = 'local';

export const reachSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unknown') }),
  z.object({ state: z.literal('checking') }),
  z.object({ state: z.literal('reachable'), at: momentSchema }),
  z.object({ state: z.literal('unreachable'), at: momentSchema, error: appErrorSchema }),
]);

/** What the token may do as far as the registry tells; null where it cannot be found out without doing it. */
export const abilitiesSchema = z.object({
  view: z.boolean().nullable(),
  readAccount: z.boolean().nullable(),
  upload: z.boolean().nullable(),
  reprocess: z.boolean().nullable(),
});

export const connectionSchema = z.object({
  id: idSchema,
  kind: z.enum(['local', 'remote']),
  name: z.string(),
  baseUrl: z.string(),
  active: z.boolean(),
  /** How the token is kept; the token itself never leaves main. */
  token: z.enum(['none', 'kept', 'session-only', 'locked']),
  reach: reachSchema,
});
export type Connection = z.infer<typeof connectionSchema>;

export const connectionTestSchema = z.object({
  reachable: z.boolean(),
  registryName: z.string().nullable(),
  author: z
    .object({ id: z.string(), name: z.string(), usedStorage: z.number(), totalStorage: z.number().nullable() })
    .nullable(),
  abilities: abilitiesSchema,
  /** What will not work with this token. */
  warnings: z.array(messageSchema),
  error: appErrorSchema.nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

const byId = z.object({ id: idSchema });

export const connections = {
  list: call(nothingSchema, z.array(connectionSchema)),
  add: call(
    z.object({ name: z.string().max(200), baseUrl: z.string().max(2000), token: z.string().max(10_000) }),
    connectionSchema,
  ),
  update: call(z.object({ id: idSchema, name: z.string().max(200), baseUrl: z.string().max(2000) }), connectionSchema),
  setToken: call(z.object({ id: idSchema, token: z.string().max(10_000) }), connectionSchema),
  remove: call(byId, nothingSchema),
  activate: call(byId, connectionSchema),
  test: call(byId, connectionTestSchema),
  /**
   * A token from the registry's own page, in the author's browser; answers when the author has allowed or refused it there.
   * For a connection that is there, or for a new one (null), which is added then. One at a time: the next one ends it.
   */
  signIn: call(
    z.object({ id: idSchema.nullable(), name: z.string().max(200), baseUrl: z.string().max(2000) }),
    connectionSchema,
  ),
  cancelSignIn: call(nothingSchema, nothingSchema),

  /** Where the author signs in, should no browser have opened by itself. */
  signingIn: event(z.object({ address: z.string() })),
  changed: event(z.array(connectionSchema)),
};
