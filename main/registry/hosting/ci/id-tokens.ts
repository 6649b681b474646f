import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { type CiJob, readCiJob } from './claims.ts';

/** What a job proved about itself, and until when its proof could be shown again. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly job: CiJob;
  readonly expiresAt: number;
}

export type IdTokenAnswer =
  | ({ readonly kind: 'verified' } & VerifiedToken)
  /** Why it is not believed, in words for whoever sent it. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'away'; readonly cause: unknown };

export interface IdTokens {
  read(text: string): Promise<IdTokenAnswer>;
}

const TIMEOUT_MS = 5000;
/** Between two looks for keys nobody knows: each stranger's token would cause one otherwise. */
const COOLDOWN_MS = 30_000;
const CLOCKS_DIFFER_S = 30;
const OLDEST_S = 3600;

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** ID tokens of these issuers alone, made for this registry alone. Their keys are asked for at the first use. */
export function openIdTokens(issuers: readonly string[], audience: string): IdTokens {
  const known = new Map<string, JWTVerifyGetKey>();
  async function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
    const found = known.get(issuer);
    if (found !== undefined) return found;
    const { createRemoteJWKSet } = await import('jose');
    const keys = createRemoteJWKSet(await discover(issuer), {
      timeoutDuration: TIMEOUT_MS,
      cooldownDuration: COOLDOWN_MS,
    });
    known.set(issuer, keys);
    return keys;
  }
  return {
    async read(text) {
      const { decodeJwt, jwtVerify } = await import('jose');
      const issuer = issuerIn(() => decodeJwt(text));
      if (issuer === undefined) return refused('It is no ID token (a JWT with an issuer).');
      if (!issuers.includes(issuer)) return refused(`This registry believes no ID tokens of ${issuer.slice(0, 200)}.`);
      let payload: JWTPayload;
      try {
        ({ payload } = await jwtVerify(text, await keysOf(issuer), {
          ...{
            issuer,
            audience,
            algorithms: ['RS256', 'ES256'],
            clockTolerance: CLOCKS_DIFFER_S,
            maxTokenAge: OLDEST_S,
          },
          requiredClaims: ['exp', 'nbf', 'iat', 'jti'],
        }));
      } catch (cause) {
        const why = reasonOf(cause, audience);
        return why === undefined ? { kind: 'away', cause } : refused(why);
      }
      const job = readCiJob(payload);
      if (job === undefined) return refused('It does not say which repository and workflow it is of.');
      return { kind: 'verified', issuer, job, expiresAt: ((payload.exp ?? 0) + CLOCKS_DIFFER_S) * 1000 };
    },
  };
}

function refused(why: string): IdTokenAnswer {
  return { kind: 'refused', why };
}

function issuerIn(decode: () => JWTPayload): string | undefined {
  try {
    return decode().iss;
  } catch {
    return undefined;
  }
}

async function discover(issuer: string): Promise<URL> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`${issuer} answers ${answer.status} when asked for its configuration.`);
  const found = discoverySchema.parse(await answer.json());
  if (found.issuer !== issuer) throw new Error(`What answers at ${issuer} calls itself ${found.issuer}.`);
  return new URL(found.jwks_uri);
}

/** What is wrong with the token; undefined where it could not be found out, because the issuer did not tell its keys. */
function reasonOf(cause: unknown, audience: string): string | undefined {
  const { code, claim } = cause as { code?: unknown; claim?: unknown };
  if (code === 'ERR_JWT_EXPIRED') return 'It has expired.';
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') {
    return claim === 'aud'
      ? `It is for another audience; ask for one for ${audience}.`
      : `Its "${claim}" is wrong or missing.`;
  }
  if (code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') return 'Its signature is not of its issuer.';
  if (code === 'ERR_JWKS_NO_MATCHING_KEY' || code === 'ERR_JWKS_MULTIPLE_MATCHING_KEYS')
    return 'It is signed with a key its issuer does not have.';
  if (code === 'ERR_JOSE_ALG_NOT_ALLOWED' || code === 'ERR_JOSE_NOT_SUPPORTED')
    return 'It is signed in a way that is not believed.';
  if (code === 'ERR_JWS_INVALID' || code === 'ERR_JWT_INVALID') return 'It is no ID token (a signed JWT).';
  return undefined;
}
