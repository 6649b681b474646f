import type { z } from 'zod';
import type { RegistryRoute } from '../../../protocol/index.ts';
import type { Clock } from '../../clock/index.ts';
import type { SiteKey } from '../ports.ts';
import type { ArchiveToSend } from './archive-stream.ts';
import { perform, TIMEOUTS, type Timeouts } from './http.ts';
import type { Limiter, Urgency } from './limiter.ts';
import { networkFault } from './network-fault.ts';
import { type Reply, readReply } from './reply.ts';
import { type SendOutcome, sendArchive } from './send-archive.ts';

export interface ClientOptions {
  /** https, or http on this machine; checked by whoever makes the client. Without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string | undefined;
  /** Shared by all clients of one registry. */
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly timeouts?: Partial<Timeouts>;
  /** Of a registry without a server; undefined where no connection remembers one. */
  readonly siteKey?: SiteKey | undefined;
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly urgency?: Urgency;
  /** How often a 429 is waited out before it is told. */
  readonly rateLimitRetries?: number;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (sent: number, total: number) => void;
}

export interface Question<T> extends AskOptions {
  readonly route: RegistryRoute;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly schema: z.ZodType<T> | undefined;
  readonly bearer?: boolean;
}

const USER_AGENT = 'Loadmaster';

/** The way to one registry, below its routes: token, limits, time limits, and what its answers mean. */
export class RegistryHttp {
  readonly baseUrl: string;
  readonly token: string | undefined;
  readonly limiter: Limiter;
  readonly timeouts: Timeouts;
  readonly siteKey: SiteKey | undefined;
  readonly #clock: Clock;

  constructor({ baseUrl, token, limiter, clock, timeouts, siteKey = undefined }: ClientOptions) {
    this.siteKey = siteKey;
    this.baseUrl = baseUrl;
    this.token = token;
    this.limiter = limiter;
    this.timeouts = { ...TIMEOUTS, ...timeouts };
    this.#clock = clock;
  }

  headers(bearer = false): Record<string, string> {
    const { token } = this;
    const authorization = token === undefined ? {} : { authorization: bearer ? `Bearer ${token}` : token };
    return { 'user-agent': USER_AGENT, ...authorization };
  }

  async ask<T>(question: Question<T> & { readonly schema: z.ZodType<T> }): Promise<Reply<T>> {
    return (await this.#askAny(question)) as Reply<T>;
  }

  /** For routes whose answer is that they did it. */
  async tell(question: Omit<Question<undefined>, 'schema'>): Promise<Reply<undefined>> {
    return this.#askAny({ ...question, schema: undefined });
  }

  async send(
    route: 'upload' | 'retry',
    fields: Readonly<Record<string, string>>,
    archive: ArchiveToSend,
    { signal, onProgress }: SendOptions,
  ): Promise<SendOutcome> {
    const outcome = await sendArchive({
      url: `${this.baseUrl}/packages/${route}`,
      headers: this.headers(),
      fields: { ...fields, version: fields.packageVersion ?? '' },
      fileName: `${fields.packageId}@${fields.packageVersion}.zip`,
      archive,
      timeouts: this.timeouts,
      signal,
      onProgress,
      now: this.#clock.now(),
    });
    if (outcome.kind === 'rate-limited') this.limiter.blocked(route, outcome.waitMs, outcome.everything);
    return outcome;
  }

  /** A 429 means that nothing was done, so the same question may be asked again whatever it asks for. */
  async #askAny<T>(question: Question<T>): Promise<Reply<T | undefined>> {
    let rateLimitRetries = question.rateLimitRetries ?? 2;
    for (;;) {
      const reply = await this.#once(question);
      if (reply.kind !== 'rate-limited' || rateLimitRetries-- <= 0) return reply;
    }
  }

  async #once<T>(question: Question<T>): Promise<Reply<T | undefined>> {
    const url = `${this.baseUrl}${question.path}`;
    try {
      await this.limiter.acquire(question.route, question.urgency ?? 'urgent', question.signal);
    } catch {
      const fault = networkFault('aborted', new URL(url).host, false);
      return { kind: 'unanswered', reason: 'aborted', error: fault.error };
    }
    const body = question.json === undefined ? undefined : JSON.stringify(question.json);
    const headers = this.headers(question.bearer);
    const outcome = await perform({
      method: question.method ?? 'GET',
      url,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      signal: question.signal,
      timeouts: this.timeouts,
    });
    const reply = readReply(outcome, question.schema, url, this.#clock.now());
    if (reply.kind === 'rate-limited') this.limiter.blocked(question.route, reply.waitMs, reply.everything);
    return reply;
  }
}
