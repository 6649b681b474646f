import type { FastifyInstance } from 'fastify';
import type { HostedSettings } from '../hosted-settings.ts';
import type { RegistryContext } from '../server/context.ts';
import { accessRoutes } from './access/index.ts';
import { logAccess } from './access-log.ts';
import { ciRoutes } from './ci/index.ts';
import { countMirror, countRequests, openMetrics } from './metrics.ts';
import { openOperations } from './operations.ts';
import { ownMailRoute } from './own-mails.ts';
import { pageRoutes } from './pages.ts';
import { openSignIn } from './sign-in/index.ts';

export interface Hosted {
  readonly operationsUrl: string;
  /** From now on it is not ready; the proxy can look elsewhere while the rest ends. */
  stopping(): void;
  close(): Promise<void>;
}

export interface HostedListeners {
  /** The registry's log, a line of JSON a request. */
  readonly onAccess?: ((line: string) => void) | undefined;
  /** Hears of each route of the operator's side once. */
  readonly onRoute?: ((method: string, path: string) => void) | undefined;
}

/** Adds what a community needs to a server that does not listen yet, and opens the operator's side. */
export async function host(
  app: FastifyInstance,
  context: RegistryContext,
  settings: HostedSettings,
  { onAccess = () => {}, onRoute }: HostedListeners,
): Promise<Hosted> {
  const metrics = openMetrics(context.db);
  countRequests(app, metrics);
  if (context.mirror !== undefined) countMirror(metrics, context.mirror);
  logAccess(app, onAccess);
  pageRoutes(app, context, settings);
  ownMailRoute(app, context);
  accessRoutes(app, context);
  ciRoutes(app, context, settings);
  await openSignIn(app, context, settings);
  let ready = true;
  app.addHook('onSend', async (_, reply) => {
    // A connection that is kept for more would keep the stop waiting.
    if (!ready) reply.header('Connection', 'close');
    // A cache between may keep what says nothing, under an address that says nothing of who asked, or with which key.
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
    reply.header('X-Content-Type-Options', 'nosniff');
  });
  const operations = await openOperations({ context, metrics, isReady: () => ready, onRoute }, settings.operationsPort);
  const address = operations.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.operationsPort;
  return {
    operationsUrl: `http://127.0.0.1:${port}`,
    stopping() {
      ready = false;
    },
    close: () => operations.close(),
  };
}
