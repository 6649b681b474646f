import type { FastifyInstance } from 'fastify';
import type { HostedSettings } from '../../hosted-settings.ts';
import type { RegistryContext } from '../../server/context.ts';
import { exchangeRoute } from './exchange.ts';
import { openIdTokens } from './id-tokens.ts';
import { publisherRoutes } from './publishers.ts';

/** Publishing from CI without a token that lasts, where the operator believes an issuer. */
export function ciRoutes(app: FastifyInstance, context: RegistryContext, settings: HostedSettings): void {
  const { ciIssuers = [], publicUrl } = settings;
  if (ciIssuers.length === 0) return;
  exchangeRoute(app, context, openIdTokens(ciIssuers, publicUrl));
  publisherRoutes(app, context, ciIssuers);
}
