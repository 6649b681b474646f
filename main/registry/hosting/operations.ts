import Fastify, { type FastifyInstance } from 'fastify';
import { localOnly } from '../server/access/local-guard.ts';
import { answerJson } from '../server/answer.ts';
import type { RegistryContext } from '../server/context.ts';
import { refuseNulInAddress } from '../server/nul.ts';
import { accountRoutes } from './accounts.ts';
import { HOST, healthRoutes } from './health.ts';
import type { Metrics } from './metrics.ts';
import { moderationRoutes } from './moderation.ts';
import { operatorRoutes } from './operator-routes.ts';

export interface OperationsDeps {
  readonly context: RegistryContext;
  readonly metrics: Metrics;
  /** False from the moment at which it is told to stop. */
  readonly isReady: () => boolean;
  /** Hears of each route once. */
  readonly onRoute?: ((method: string, path: string) => void) | undefined;
}

/** A name of 32 letters, each written as %XX several times. */
const LONGEST_NAME = 500;

/**
 * The operator's side, on this machine's own interface only and never behind the proxy: whether it is well, who may
 * publish, what is hidden, and the backup. What changes something wants an Admin token of the first author.
 */
export async function openOperations(deps: OperationsDeps, port: number): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: 16_384, routerOptions: { maxParamLength: LONGEST_NAME } });
  app.decorateRequest('grant', undefined);
  app.addHook('onRoute', ({ method, url }) => deps.onRoute?.(`operator ${method}`, url));
  app.addHook('onRequest', localOnly(HOST));
  app.addHook('onRequest', refuseNulInAddress);
  app.setNotFoundHandler(async (_, reply) => answerJson(reply, 404, 'There is no such route.'));
  const { context, metrics, isReady } = deps;
  healthRoutes(app, { db: context.db, metrics, isReady });
  accountRoutes(app, context);
  moderationRoutes(app, context);
  operatorRoutes(app, context);
  await app.listen({ host: HOST, port });
  return app;
}
