import type { Response } from 'got';
import { z } from 'zod';
import { fault, message, type OwnError } from '../../../preload/messages/index.ts';
import { CarrierError, type CarrierFault } from '../carriers/carrier-error.ts';

export interface GithubPlace {
  readonly owner: string;
  readonly repository: string;
  readonly token: string;
  /** Other than github.com's for GitHub Enterprise. */
  readonly api?: string | undefined;
}

const errorSchema = z.looseObject({
  message: z.string().default(''),
  errors: z
    .array(z.looseObject({ code: z.string().optional(), message: z.string().optional() }))
    .catch([])
    .default([]),
});

interface Refused {
  readonly method: string;
  readonly path: string;
  readonly headers: Response['headers'];
  readonly place: GithubPlace;
}

/** GitHub said no. The sentence depends on what was asked: 404 also means "this token may not see it". */
export class GithubRefusal extends CarrierError {
  readonly status: number;
  /** `already_exists` and its like. */
  readonly codes: readonly string[];

  constructor(status: number, body: string, refused: Refused) {
    const said = readError(body);
    super(explain(status, said.text, refused));
    this.name = 'GithubRefusal';
    this.status = status;
    this.codes = said.codes;
  }
}

function readError(body: string): { readonly text: string; readonly codes: readonly string[] } {
  try {
    const { message, errors } = errorSchema.parse(JSON.parse(body));
    const texts = errors.flatMap((one) => (one.message === undefined ? [] : [one.message]));
    return {
      text: [message, ...texts].join('; '),
      codes: errors.flatMap(({ code }) => (code === undefined ? [] : [code])),
    };
  } catch {
    return { text: '', codes: [] };
  }
}

function explain(status: number, text: string, { method, path, headers, place }: Refused): OwnError<CarrierFault> {
  const name = `${place.owner}/${place.repository}`;
  if (status === 401) return fault('login_refused.github');
  if (status === 429 || (status === 403 && (headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(text)))) {
    return fault('timed_out.github');
  }
  if (status === 403) return fault('not_allowed.githubToken', name, text);
  if (status === 404 && method !== 'GET') return fault('not_allowed.githubRelease', name);
  if (status === 404) return fault('file_missing.github', `${name}${path}`);
  if (status === 422 && /immutable/i.test(text)) return fault('not_allowed.githubImmutable', name);
  if (status >= 500) return fault('unreachable.github', status);
  return fault('failed.githubRefuses', status, text || message('unnamed.noReasonSaid'));
}
