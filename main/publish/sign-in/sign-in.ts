import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract.ts';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import { NAME_LENGTH } from '../../../protocol/index.ts';
import type { Clock } from '../../clock/index.ts';
import { Limiter } from '../client/limiter.ts';
import { RegistryHttp } from '../client/registry-http.ts';
import { type BrowserAnswer, type Waiting, waitForBrowser } from './browser-answer.ts';

// A token without anybody copying it, as RFC 8252 has it for apps of a computer: the author signs in with the own browser,
// which brings a code to a port of this computer. The code is worth a token once, within a minute, and only to
// whoever knows the secret behind the challenge (RFC 7636). No token is ever in an address.

export interface SignInRequest {
  /** https, or http on this machine; checked by whoever asks. Without a slash at its end. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Brings the author to the page. */
  readonly open: (address: string) => Promise<void>;
}

const TIMEOUT_MS = 10 * 60_000;

const offerSchema = z.looseObject({
  signIn: z
    .string()
    .regex(/^(\/[\w-]+)+$/)
    .optional()
    .catch(undefined),
});
const tokenSchema = z.object({ token: z.string().regex(/^[\x21-\x7e]{1,4096}$/) });

/** The token that the author allowed in the browser. */
export async function signInWithBrowser({ baseUrl, clock, signal, open }: SignInRequest): Promise<Outcome<string>> {
  const limiter = new Limiter(clock, true);
  const http = new RegistryHttp({ baseUrl, token: undefined, limiter, clock });
  const { host } = new URL(baseUrl);
  try {
    const offer = await http.ask({ route: 'meta', path: '/meta', schema: offerSchema, signal });
    if (signal.aborted) return CANCELLED;
    if (offer.kind === 'unanswered' && offer.reason !== 'bad-answer') return { ok: false, error: offer.error };
    if (offer.kind === 'rate-limited') return { ok: false, error: offer.error };
    const page = offer.kind === 'ok' ? offer.value.signIn : undefined;
    if (page === undefined) return { ok: false, error: fault('sign_in_not_offered.text', host) };
    const state = newText();
    const verifier = newText();
    const brought = await askInBrowser({ address: `${baseUrl}${page}`, state, verifier, clock, signal, open });
    if (!brought.ok) return brought;
    if (brought.value === 'refused') return { ok: false, error: fault('sign_in_refused.text', host) };
    const { code } = brought.value;
    const json = { code, verifier };
    const traded = await http.ask({
      ...{ route: 'login', method: 'POST', path: `${page}/token`, json, schema: tokenSchema, signal },
    });
    if (traded.kind === 'ok') return { ok: true, value: traded.value.token };
    if (signal.aborted) return CANCELLED;
    if (traded.kind !== 'refused') return { ok: false, error: traded.error };
    if (traded.httpStatus === 409) return { ok: false, error: fault('sign_in_refused.tooMany', host) };
    return { ok: false, error: fault('sign_in_expired.code', host) };
  } finally {
    limiter.close();
  }
}

const CANCELLED: Outcome<never> = { ok: false, error: fault('cancelled.signIn') };
function newText(): string {
  return randomBytes(32).toString('base64url');
}

interface Asked extends Omit<SignInRequest, 'baseUrl'> {
  readonly address: string;
  readonly state: string;
  readonly verifier: string;
}

async function askInBrowser(asked: Asked): Promise<Outcome<BrowserAnswer>> {
  const { address, state, verifier, clock, signal, open } = asked;
  let waiting: Waiting;
  try {
    waiting = await waitForBrowser(state);
  } catch (cause) {
    return { ok: false, error: fault('sign_in_not_offered.noPort', reasonOf(cause)) };
  }
  try {
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const query = new URLSearchParams({ port: String(waiting.port), state, challenge, name: ownName() });
    await open(`${address}?${query}`);
    return await firstOf(waiting.answer, clock, signal);
  } finally {
    waiting.close();
  }
}

/** The answer, or that it took too long, or that the author gave it up here. */
function firstOf(answer: Promise<BrowserAnswer>, clock: Clock, signal: AbortSignal): Promise<Outcome<BrowserAnswer>> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(CANCELLED);
    const stop = clock.setTimer(TIMEOUT_MS, () => end({ ok: false, error: fault('sign_in_expired.text') }));
    const cancel = (): void => end(CANCELLED);
    function end(outcome: Outcome<BrowserAnswer>): void {
      stop();
      signal.removeEventListener('abort', cancel);
      resolve(outcome);
    }
    signal.addEventListener('abort', cancel, { once: true });
    void answer.then((value) => end({ ok: true, value }));
  });
}

/** By what the author knows this computer again in the list of tokens, which puts seven letters behind it. */
function ownName(): string {
  const name = hostname()
    .replaceAll(/[^\x20-\x7e]/g, '')
    .slice(0, NAME_LENGTH.max - 7)
    .trim();
  return name === '' ? 'Loadmaster' : name;
}
