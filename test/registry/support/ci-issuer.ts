import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

// What GitHub is to a job of Actions, or GitLab to one of its own: it tells its keys, and signs what a job says of itself.

export interface CiIssuer {
  readonly url: string;
  /** An ID token with these claims in place of the usual ones; undefined takes one away. */
  sign(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** From now on another key signs, and the old one is told no more. */
  rotate(): Promise<void>;
  /** What was asked of it. */
  readonly asked: string[];
  stop(): void;
  /** For a job: `ACTIONS_ID_TOKEN_REQUEST_URL` and the word that has to come with it. */
  readonly jobUrl: string;
  readonly jobToken: string;
}

export const JOB = {
  sub: 'repo:pilot/glider:ref:refs/tags/v1.0.0',
  repository: 'pilot/glider',
  repository_id: '4711',
  repository_owner: 'pilot',
  event_name: 'push',
  workflow_ref: 'pilot/glider/.github/workflows/release.yml@refs/tags/v1.0.0',
  job_workflow_ref: 'pilot/glider/.github/workflows/release.yml@refs/tags/v1.0.0',
  ref: 'refs/tags/v1.0.0',
  run_id: '99',
} as const;

/** What GitLab says of a job of a project in a group. */
export const GITLAB_JOB = {
  sub: 'project_path:club/fleet/glider:ref_type:tag:ref:v1.0.0',
  project_path: 'club/fleet/glider',
  project_id: '815',
  namespace_path: 'club/fleet',
  pipeline_source: 'push',
  pipeline_id: '1212',
  ref: 'v1.0.0',
  ref_type: 'tag',
  ref_protected: 'true',
  ci_config_ref_uri: 'gitlab.example.org/club/fleet/glider//.gitlab-ci.yml@refs/tags/v1.0.0',
} as const;

export async function startCiIssuer(audience: () => string, job: object = JOB): Promise<CiIssuer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked: string[] = [];
  let keys: { readonly privateKey: CryptoKey; readonly jwk: object; readonly kid: string };
  let made = 0;
  async function rotate(): Promise<void> {
    made += 1;
    const kid = `key${made}`;
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    keys = { privateKey, kid, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
  }
  await rotate();
  let tokens = 0;
  async function sign(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
    tokens += 1;
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: url, aud: audience(), jti: `token${tokens}`, iat: now, nbf: now - 5, exp: now + 300 };
    const payload = { ...usual, ...job, ...claims } as JWTPayload;
    return await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: keys.kid }).sign(keys.privateKey);
  }
  const jobToken = 'only-this-job';
  server.on('request', async (request, reply) => {
    const at = new URL(request.url ?? '/', url);
    asked.push(at.pathname);
    const answer = (body: object): void =>
      void reply.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
    if (at.pathname === '/.well-known/openid-configuration') return answer({ issuer: url, jwks_uri: `${url}/keys` });
    if (at.pathname === '/keys') return answer({ keys: [keys.jwk] });
    if (at.pathname === '/job' && request.headers.authorization === `Bearer ${jobToken}`) {
      return answer({ value: await sign({ aud: at.searchParams.get('audience') }) });
    }
    reply.writeHead(404).end();
  });
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  return { url, sign, rotate, asked, stop, jobUrl: `${url}/job?api-version=2.0`, jobToken };
}
