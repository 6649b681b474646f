import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LOCAL_CONNECTION_ID, type Nothing, type Outcome } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import { checkBaseUrl } from './base-url.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { SecretVault } from './secret-vault.ts';

const rememberedSchema = z.object({
  id: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  /** The key that a registry without a server was signed with the first time. */
  siteKey: z.string().optional(),
  /** When the newest index of it was signed that was read here. */
  siteSeen: z.string().optional(),
});
export type RemoteConnection = z.infer<typeof rememberedSchema>;
export type TokenState = 'none' | 'kept' | 'session-only' | 'locked';

const UNKNOWN = {
  ok: false,
  error: fault('unknown_connection.text'),
} as const;

/** Of a key that was remembered before times were. */
const LONG_AGO = new Date(0).toISOString();

/** The key of a signed index, and when the newest that was read was signed. */
export interface SeenSite {
  readonly fingerprint: string;
  readonly generated: string;
}

function secretName(id: string): string {
  return `token:${id}`;
}

/** The remote registries an author knows, which one is in use, and their tokens (kept in the vault, never in here). */
export class ConnectionStore {
  readonly #store: KeyValueStore;
  readonly #vault: SecretVault;
  #remotes: readonly RemoteConnection[];
  readonly #sessionOnly = new Set<string>();

  constructor(store: KeyValueStore, vault: SecretVault) {
    this.#store = store;
    this.#vault = vault;
    this.#remotes = this.#kept();
  }

  remotes(): readonly RemoteConnection[] {
    return this.#remotes;
  }

  activeId(): string {
    const active = this.#store.get('activeConnection');
    return typeof active === 'string' && this.#find(active) ? active : LOCAL_CONNECTION_ID;
  }

  activate(id: string): Outcome<Nothing> {
    if (id !== LOCAL_CONNECTION_ID && !this.#find(id)) return UNKNOWN;
    this.#store.set('activeConnection', id);
    return { ok: true, value: null };
  }

  add(name: string, baseUrl: string): Outcome<RemoteConnection> {
    return this.#change(() => {
      const connection = this.#checked(randomUUID(), name, baseUrl);
      if (connection.ok) this.#save([...this.#remotes, connection.value]);
      return connection;
    });
  }

  update(id: string, name: string, baseUrl: string): Outcome<RemoteConnection> {
    return this.#change(() => {
      if (!this.#find(id)) return UNKNOWN;
      const connection = this.#checked(id, name, baseUrl);
      if (!connection.ok) return connection;
      const before = this.#find(id);
      const sameSite = before?.baseUrl === connection.value.baseUrl;
      const next = sameSite ? { ...before, ...connection.value } : connection.value;
      this.#save(this.#remotes.map((other) => (other.id === id ? next : other)));
      return { ok: true, value: next };
    });
  }

  /** What `add` would say, before anything is done for it. */
  check(name: string, baseUrl: string): Outcome<RemoteConnection> {
    this.#remotes = this.#kept();
    return this.#checked(randomUUID(), name, baseUrl);
  }

  siteKey(id: string): SeenSite | undefined {
    const { siteKey, siteSeen } = this.#find(id) ?? {};
    return siteKey === undefined ? undefined : { fingerprint: siteKey, generated: siteSeen ?? LONG_AGO };
  }

  /** Only the first key is believed, and of its times the newest; another address starts anew. */
  learnSiteKey(id: string, { fingerprint, generated }: SeenSite): void {
    this.#change(() => {
      const seen = this.siteKey(id);
      if (seen !== undefined && (seen.fingerprint !== fingerprint || seen.generated >= generated)) return;
      const learnt = { siteKey: fingerprint, siteSeen: generated };
      this.#save(this.#remotes.map((one) => (one.id === id ? { ...one, ...learnt } : one)));
    });
  }

  async remove(id: string): Promise<Outcome<Nothing>> {
    if (!this.#find(id)) return UNKNOWN;
    // The secret goes first: a connection without a token can be mended, a token without a connection is a leak.
    await this.#vault.delete(secretName(id));
    this.#change(() => this.#save(this.#remotes.filter((other) => other.id !== id)));
    return { ok: true, value: null };
  }

  token(id: string): Promise<string | undefined> {
    return this.#vault.get(secretName(id));
  }

  async setToken(id: string, token: string): Promise<TokenState> {
    const bare = token.trim().replace(/^bearer\s+/i, '');
    if (bare === '') await this.#vault.delete(secretName(id));
    else if ((await this.#vault.set(secretName(id), bare)) === 'session-only') this.#sessionOnly.add(id);
    else this.#sessionOnly.delete(id);
    return this.tokenState(id);
  }

  async tokenState(id: string): Promise<TokenState> {
    try {
      if ((await this.token(id)) === undefined) return 'none';
    } catch {
      return 'locked';
    }
    return this.#sessionOnly.has(id) ? 'session-only' : 'kept';
  }

  #find(id: string): RemoteConnection | undefined {
    return this.#remotes.find((remote) => remote.id === id);
  }

  #kept(): readonly RemoteConnection[] {
    const kept = z.array(rememberedSchema).safeParse(this.#store.get('connections'));
    return kept.success ? kept.data : [];
  }

  /** From what is kept now: the terminal and the window may both have added some. */
  #change<T>(work: () => T): T {
    const fromNow = () => {
      this.#remotes = this.#kept();
      return work();
    };
    return this.#store.exclusively ? this.#store.exclusively(fromNow) : fromNow();
  }

  #save(next: readonly RemoteConnection[]): void {
    this.#remotes = next;
    this.#store.set('connections', next);
  }

  #checked(id: string, name: string, baseUrl: string): Outcome<RemoteConnection> {
    const url = checkBaseUrl(baseUrl);
    if (!url.ok) return url;
    const trimmed = name.trim() === '' ? new URL(url.value).host : name.trim();
    if (this.#remotes.some((other) => other.id !== id && other.name === trimmed)) {
      return { ok: false, error: { ...fault('name_taken.connection'), field: 'name' } };
    }
    return { ok: true, value: { id, name: trimmed, baseUrl: url.value } };
  }
}
