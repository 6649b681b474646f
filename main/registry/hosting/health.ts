import Fastify, { type FastifyInstance } from 'fastify';
import { localOnly } from '../server/access/local-guard.ts';
import { answerJson } from '../server/answer.ts';
import type { Store } from '../storage/database/store.ts';
import { isAnswering } from '../storage/usage.ts';
import { countJobsDone, type Metrics, openMetrics } from './metrics.ts';

/** This machine's own interface. */
export const HOST = '127.0.0.1';

export interface HealthParts {
  readonly db: Store;
  readonly metrics: Metrics;
  /** False from the moment at which it is told to stop. */
  readonly isReady: () => boolean;
}

/** Whether a process is well, for whoever watches over it. */
export function healthRoutes(app: FastifyInstance, { db, metrics, isReady }: HealthParts): void {
  app.get('/health', async () => ({ status: 'running' }));
  app.get('/ready', async (_, reply) => {
    if (!isReady()) return reply.code(503).send({ status: 'stopping' });
    return (await isAnswering(db)) ? { status: 'ready' } : reply.code(503).send({ status: 'no database' });
  });
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}

export interface WorkerHealth {
  readonly url: string;
  /** Told after each job. */
  readonly jobDone: () => void;
  /** From now on it is not ready. */
  stopping(): void;
  close(): Promise<void>;
}

/** The operator's port of a process that only works. */
export async function openWorkerHealth(db: Store, port: number): Promise<WorkerHealth> {
  const app = Fastify();
  const metrics = openMetrics(db);
  let ready = true;
  app.addHook('onRequest', localOnly(HOST));
  app.setNotFoundHandler(async (_, reply) => answerJson(reply, 404, 'There is no such route.'));
  healthRoutes(app, { db, metrics, isReady: () => ready });
  const url = await app.listen({ host: HOST, port });
  return {
    url,
    jobDone: countJobsDone(metrics),
    stopping() {
      ready = false;
    },
    close: () => app.close(),
  };
}
