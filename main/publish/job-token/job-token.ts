import { z } from 'zod';
import type { AppError, Outcome } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { checkBaseUrl } from '../../settings/index.ts';
import { type HttpRequest, perform, TIMEOUTS } from '../client/http.ts';

// A job of CI has no secret: its CI signs who it is, and the registry that trusts it gives a token for one package.

export type JobIdentity =
  /** Where a job asks to have it signed who it is, as GitHub Actions says in the environment of a job that may. */
  | { readonly url: string; readonly token: string }
  /** Signed before the job began, for one audience, as GitLab does by `id_tokens`. */
  | { readonly idToken: string };

export interface JobToken {
  readonly token: string;
  readonly expiresAt: number;
}

interface Asked {
  /** https, or http on this machine. Without a slash at its end. */
  readonly baseUrl: string;
  readonly packageId: string;
  readonly signal?: AbortSignal | undefined;
}

const metaSchema = z.looseObject({
  ci: z.object({ path: z.string().regex(/^(\/[\w-]+)+$/), audience: z.string() }).optional(),
});
const signedSchema = z.looseObject({ value: z.string().min(1).max(16_384) });
const tokenSchema = z.object({ token: z.string().regex(/^[\x21-\x7e]{1,4096}$/), expiresAt: z.iso.datetime() });
const refusalSchema = z.object({ error: z.object({ message: z.string().max(2000) }) });

export async function jobToken(
  identity: JobIdentity,
  { baseUrl, packageId, signal }: Asked,
): Promise<Outcome<JobToken>> {
  const { host, origin } = new URL(baseUrl);
  const get = { method: 'GET', headers: {}, signal, timeouts: TIMEOUTS } as const;
  const meta = await ask({ ...get, url: `${baseUrl}/meta` }, metaSchema);
  if (!meta.ok) return meta.error === undefined ? failed(fault('job_token.notOffered', host)) : failed(meta.error);
  const { ci } = meta.value;
  if (ci === undefined) return failed(fault('job_token.notOffered', host));
  // A proof made for somebody else could be used there by whoever asks for it here.
  if (ci.audience !== origin) return failed(fault('job_token.otherAudience', host, ci.audience));
  const signed = await proofFor(identity, ci.audience, get);
  if (!signed.ok) return signed;
  const json = JSON.stringify({ packageId, idToken: signed.value });
  const post = { ...get, method: 'POST', headers: { 'content-type': 'application/json' }, body: json } as const;
  const given = await ask({ ...post, url: `${baseUrl}${ci.path}` }, tokenSchema);
  if (!given.ok) return failed(given.error ?? fault('job_token.refused', host, packageId, given.said));
  return { ok: true, value: { token: given.value.token, expiresAt: Date.parse(given.value.expiresAt) } };
}

function failed(error: AppError): Outcome<never> {
  return { ok: false, error };
}

type Get = Omit<HttpRequest, 'url'>;

async function proofFor(identity: JobIdentity, audience: string, get: Get): Promise<Outcome<string>> {
  if ('idToken' in identity) {
    const madeFor = audienceOf(identity.idToken);
    if (madeFor === audience) return { ok: true, value: identity.idToken };
    return failed(fault('job_token.madeForOther', new URL(audience).host, madeFor));
  }
  const address = addressOf(identity.url, audience);
  if (address === undefined) return failed(fault('job_token.notSigned', 'ACTIONS_ID_TOKEN_REQUEST_URL'));
  const headers = { authorization: `Bearer ${identity.token}` };
  const signed = await ask({ ...get, headers, url: address }, signedSchema);
  if (!signed.ok) return failed(signed.error ?? fault('job_token.notSigned', new URL(address).host));
  return { ok: true, value: signed.value.value };
}

const claimsSchema = z.looseObject({ aud: z.union([z.string(), z.array(z.string()).length(1)]) });

/** The one audience of a proof; whether it is true is looked at by whom it is for. */
function audienceOf(idToken: string): string {
  const claims = claimsSchema.safeParse(parsed(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()));
  return [claims.data?.aud ?? ''].flat().join();
}

/** Undefined for an address at which the word that comes with it could be read on the way. */
function addressOf(url: string, audience: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null) return undefined;
  const [plain = ''] = url.split('?', 1);
  if (!checkBaseUrl(plain).ok) return undefined;
  parsed.searchParams.set('audience', audience);
  return parsed.href;
}

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  /** `error` is that of the network; undefined where something answered, and `said` is its word. */
  | { readonly ok: false; readonly error: AppError | undefined; readonly said: string };

async function ask<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<Answer<T>> {
  const outcome = await perform(request);
  if (outcome.kind === 'none') return { ok: false, error: outcome.fault.error, said: '' };
  const body = parsed(outcome.text);
  const read = outcome.status === 200 ? schema.safeParse(body) : undefined;
  if (read?.success) return { ok: true, value: read.data };
  const refusal = refusalSchema.safeParse(body);
  return { ok: false, error: undefined, said: refusal.success ? refusal.data.error.message : `HTTP ${outcome.status}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
