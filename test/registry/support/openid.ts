import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type ClientMetadata } from 'oidc-provider';
import { onTestFinished } from 'vitest';

// A real OpenID provider on this machine, at which whoever the test says signs in without typing anything.

export interface Somebody {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

export interface OpenidProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next; nobody is somebody who says no. */
  somebody: Somebody | null;
  /** What was asked of it, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
}

export async function startProvider(redirectUri: string): Promise<OpenidProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = {
    ...{ client_id: 'club', client_secret: 'secret-between-the-two', redirect_uris: [redirectUri] },
    ...{ response_types: ['code'], grant_types: ['authorization_code'] },
  } satisfies ClientMetadata;
  const here: OpenidProvider = {
    ...{ issuer, clientId: client.client_id, clientSecret: client.client_secret, asked: [] },
    somebody: null,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const people = new Map<string, Somebody>();
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: [client],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: { Interaction: 60, Session: 60, Grant: 60, IdToken: 60, AccessToken: 60 },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
  });
  provider.use(async (context, next) => {
    here.asked.push(`${context.method} ${context.path}`);
    if (!context.path.startsWith('/interaction/')) return next();
    const { params } = await provider.interactionDetails(context.req, context.res);
    const { somebody } = here;
    if (somebody === null) {
      const error = { error: 'access_denied', error_description: 'Said no.' };
      context.respond = false;
      return provider.interactionFinished(context.req, context.res, error);
    }
    people.set(somebody.sub, somebody);
    const grant = new provider.Grant({ accountId: somebody.sub, clientId: client.client_id });
    grant.addOIDCScope(String(params.scope));
    const answer = { login: { accountId: somebody.sub }, consent: { grantId: await grant.save() } };
    context.respond = false;
    return provider.interactionFinished(context.req, context.res, answer);
  });
  server.on('request', provider.callback());
  onTestFinished(() => here.stop());
  return here;
}
