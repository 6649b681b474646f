import type { Configuration } from 'openid-client';
import type { ProviderSettings } from '../../hosted-settings.ts';
import type { Identity } from '../../storage/people/identities.ts';

/** What the provider told of somebody who signed in. */
export interface Person extends Identity {
  /** What they may be called here, as far as it said. */
  readonly name: string;
  /** Only where the provider has seen that it is theirs. */
  readonly email: string | undefined;
}

/** What is kept between going to the provider and coming back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Provider {
  readonly name: string;
  /** Asks who it is, once; a wrong address is known then. */
  check(): Promise<void>;
  begin(): Promise<{ readonly address: URL; readonly pending: PendingSignIn }>;
  /** Who came back; throws for every answer that cannot be believed. */
  complete(address: URL, pending: PendingSignIn): Promise<Person>;
}

const TIMEOUT_SECONDS = 10;

/** Authorization code with PKCE, state and nonce (OpenID Connect); the library is loaded at the first use. */
export function openProvider(settings: ProviderSettings, redirectUri: string): Provider {
  let known: Promise<Configuration> | undefined;
  async function configuration(): Promise<Configuration> {
    known ??= discover(settings);
    try {
      return await known;
    } catch (error) {
      // The next one asks again.
      known = undefined;
      throw error;
    }
  }
  return {
    name: settings.name,
    async check() {
      await configuration();
    },
    async begin() {
      const client = await import('openid-client');
      const config = await configuration();
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        state: pending.state,
        nonce: pending.nonce,
      });
      return { address, pending };
    },
    async complete(address, { state, nonce, verifier }) {
      const client = await import('openid-client');
      const config = await configuration();
      const answer = await client.authorizationCodeGrant(config, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (claims === undefined) throw new Error('The provider sent no ID token.');
      return personOf(claims);
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const client = await import('openid-client');
  const address = new URL(issuer);
  return await client.discovery(address, clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: [
      // The signature is looked at too, not only whom the token came from.
      client.enableNonRepudiationChecks,
      ...(address.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  });
}

type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

function personOf(claims: Claims): Person {
  const text = (name: string): string => (typeof claims[name] === 'string' ? claims[name].trim() : '');
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: text('preferred_username') || text('name') || text('nickname'),
    email: claims.email_verified === true && text('email') !== '' ? text('email') : undefined,
  };
}
