import type { z } from 'zod';
import type { AppError } from '../../../preload/contract.ts';
import { explainCode, explainHttpStatus } from '../../../protocol/index.ts';
import type { HttpOutcome } from './http.ts';
import { type NetworkReason, networkFault } from './network-fault.ts';
import { clockOf, waitAfterLimit } from './retry-after.ts';

/** What came of a question. The same words as a send, for what is not an upload. */
export type Reply<T> =
  /** `registryNow`: what the registry's clock said with the answer. */
  | { readonly kind: 'ok'; readonly httpStatus: number; readonly value: T; readonly registryNow: number | undefined }
  | { readonly kind: 'refused'; readonly httpStatus: number; readonly error: AppError }
  | { readonly kind: 'rate-limited'; readonly waitMs: number; readonly everything: boolean; readonly error: AppError }
  /** No answer, or none that can be used. */
  | { readonly kind: 'unanswered'; readonly reason: NetworkReason | 'server-error'; readonly error: AppError };

type Answer = Extract<HttpOutcome, { kind: 'answer' }>;

/** A registry's plain-text code, or the bare reason phrase of a status, as an error for a person. */
export function explainAnswer(status: number, body: string): AppError {
  const code = codeOf(status, body);
  const info = code === undefined ? explainHttpStatus(status) : explainCode(code);
  const retry = retryOf(status, code, info.repeatable);
  return {
    code: info.code,
    message: info.sentence,
    ...(info.hint && { hint: info.hint }),
    ...(info.field !== undefined && { field: info.field }),
    ...(info.field === 'dependencies' || info.field === 'incompatibilities' ? { list: info.field } : {}),
    ...(retry && { retry }),
  };
}

function retryOf(status: number, code: string | undefined, repeatable: boolean): AppError['retry'] | undefined {
  if (status === 401) return 'sign-in';
  if (code === 'version_exists') return 'new-version';
  if (code === 'cant_retry' || code === 'version_not_exist') return 'refresh';
  return repeatable ? 'repeat' : undefined;
}

/** Codes are words with underscores; whatever else a body holds (a page of a proxy, a reason phrase) is not one. */
const CODE = /^[a-z][a-z0-9_]{1,80}$/;

function codeOf(status: number, body: string): string | undefined {
  const text = body.trim().replace(/^"(.*)"$/, '$1');
  if (status < 400 || status >= 500) return undefined;
  return CODE.test(text) ? text : undefined;
}

export function readReply<T>(
  outcome: HttpOutcome,
  schema: z.ZodType<T> | undefined,
  url: string,
  now: number,
): Reply<T | undefined> {
  if (outcome.kind === 'none') return { kind: 'unanswered', reason: outcome.fault.reason, error: outcome.fault.error };
  const { status, headers } = outcome;
  if (status === 429) {
    const everything = headers['x-retry-after-global'] !== undefined && headers['retry-after'] === undefined;
    const error = explainAnswer(429, outcome.text);
    return { kind: 'rate-limited', waitMs: waitAfterLimit(headers, now), everything, error };
  }
  if (status >= 500) {
    return { kind: 'unanswered', reason: 'server-error', error: explainAnswer(status, outcome.text) };
  }
  if (status < 200 || status >= 300) return refused(outcome);
  const registryNow = clockOf(headers);
  if (schema === undefined && DONE.has(status))
    return { kind: 'ok', httpStatus: status, value: undefined, registryNow };
  const value = schema && parseJson(outcome.text, schema);
  if (value !== undefined) return { kind: 'ok', httpStatus: status, value: value.parsed, registryNow };
  const fault = networkFault('bad-answer', new URL(url).host, true);
  return { kind: 'unanswered', reason: 'bad-answer', error: fault.error };
}

/** What says that something was done; any other success may be the page of a network that wants a sign-in. */
const DONE: ReadonlySet<number> = new Set([201, 204]);

function refused({ status, text }: Answer): Reply<never> {
  return { kind: 'refused', httpStatus: status, error: explainAnswer(status, text) };
}

/** A registry of 10,000 packages has a tenth of that; parsed, each costs memory that its few bytes do not show. */
const MOST_LISTS_AND_OBJECTS = 2_000_000;

function hasTooMuch(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code === 0x5b || code === 0x7b) && ++count > MOST_LISTS_AND_OBJECTS) return true;
  }
  return false;
}

function parseJson<T>(text: string, schema: z.ZodType<T>): { readonly parsed: T } | undefined {
  try {
    if (hasTooMuch(text)) return undefined;
    // No body at all is what a schema may take as null.
    const checked = schema.safeParse(text === '' ? null : JSON.parse(text));
    return checked.success ? { parsed: checked.data } : undefined;
  } catch {
    return undefined;
  }
}
