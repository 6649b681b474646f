import type { Outcome } from '../../../preload/contract.ts';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import type { Clock } from '../../clock/index.ts';
import { checkBaseUrl } from '../../settings/index.ts';
import type { ConnectionFacts, ConnectionSource, SiteKey } from '../ports.ts';
import { createRegistryClient, type RegistryClient } from './client.ts';
import type { Timeouts } from './http.ts';
import { Limiter } from './limiter.ts';

export interface ClientsOptions {
  readonly connections: ConnectionSource;
  readonly clock: Clock;
  readonly timeouts?: Partial<Timeouts>;
  /** False where the registry is known not to limit. */
  readonly rateLimits?: (connection: ConnectionFacts) => boolean;
}

/** The connection is there, but its registry or its token cannot be had at the moment. */
export const CONNECTION_NOT_READY = 'connection_not_ready';

const NO_CONNECTION: Outcome<never> = {
  ok: false,
  error: fault('no_connection.text'),
};

/** No header can carry anything else, and no registry has made such a token. */
const SENDABLE = /^[\x21-\x7e]{1,4096}$/;

const BAD_TOKEN: Outcome<never> = {
  ok: false,
  error: { ...fault('bad_token.text'), retry: 'sign-in' },
};

/** One client a call, one limiter a registry: two connections to the same registry share its limits. */
export class RegistryClients {
  readonly #options: ClientsOptions;
  readonly #limiters = new Map<string, Limiter>();
  readonly #registries = new Map<string, string>();

  constructor(options: ClientsOptions) {
    this.#options = options;
  }

  /** Made anew for each use, so that a new token or address counts at once. An anonymous one sees what everybody sees. */
  async for(connectionId: string, { anonymous = false } = {}): Promise<Outcome<RegistryClient>> {
    const found = await this.#facts(connectionId);
    if (!found.ok) return found;
    const base = checkBaseUrl(found.value.baseUrl);
    if (!base.ok) return base;
    this.#registries.set(connectionId, base.value);
    const token = anonymous ? undefined : found.value.token;
    if (token !== undefined && !SENDABLE.test(token)) return BAD_TOKEN;
    const { clock, timeouts } = this.#options;
    const client = createRegistryClient({
      baseUrl: base.value,
      token,
      clock,
      limiter: this.#limiterOf(base.value, found.value),
      ...(timeouts && { timeouts }),
      siteKey: this.#siteKeyOf(found.value),
    });
    return { ok: true, value: client };
  }

  /** The same text for connections that lead to the same registry. */
  async registryOf(connectionId: string): Promise<string> {
    await this.for(connectionId);
    return this.lastRegistryOf(connectionId);
  }

  /** The same, as far as the connection has been used before. */
  lastRegistryOf(connectionId: string): string {
    return this.#registries.get(connectionId) ?? `connection:${connectionId}`;
  }

  close(): void {
    for (const limiter of this.#limiters.values()) limiter.close();
  }

  async #facts(connectionId: string): Promise<Outcome<ConnectionFacts>> {
    try {
      const value = await this.#options.connections.get(connectionId);
      return value === undefined ? NO_CONNECTION : { ok: true, value };
    } catch (cause) {
      return { ok: false, error: { ...fault('connection_not_ready.because', reasonOf(cause)), retry: 'repeat' } };
    }
  }

  #siteKeyOf({ id, siteKey }: ConnectionFacts): SiteKey | undefined {
    const { learnSiteKey } = this.#options.connections;
    return learnSiteKey ? { known: siteKey, learn: (seen) => learnSiteKey(id, seen) } : undefined;
  }

  #limiterOf(baseUrl: string, connection: ConnectionFacts): Limiter {
    const known = this.#limiters.get(baseUrl);
    if (known) return known;
    const limiter = new Limiter(this.#options.clock, this.#options.rateLimits?.(connection) ?? true);
    this.#limiters.set(baseUrl, limiter);
    return limiter;
  }
}
