import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LOCAL_CONNECTION_ID, type Outcome } from '../../preload/contract.ts';
import { checkBaseUrl } from './base-url.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { SecretVault } from './secret-vault.ts';

const rememberedSchema = z.object({ id: z.string(), name: z.string(), baseUrl: z.string() });
export type RemoteConnection = z.infer<typeof rememberedSchema>;
export type TokenState = 'none' | 'kept' | 'session-only' | 'locked';

/** The remote registries an author knows, which one is in use, and their tokens (kept in the vault, never in here). */
export type ConnectionBook = {
  remotes(): readonly RemoteConnection[];
  activeId(): string;
  activate(id: string): Outcome<null>;
  add(name: string, baseUrl: string): Outcome<RemoteConnection>;
  update(id: string, name: string, baseUrl: string): Outcome<RemoteConnection>;
  remove(id: string): Promise<Outcome<null>>;
  token(id: string): Promise<string | null>;
  setToken(id: string, token: string): Promise<TokenState>;
  tokenState(id: string): Promise<TokenState>;
};

const secretName = (id: string): string => `token:${id}`;

export function openConnectionBook(store: KeyValueStore, vault: SecretVault): ConnectionBook {
  const kept = z.array(rememberedSchema).safeParse(store.get('connections'));
  let remotes: readonly RemoteConnection[] = kept.success ? kept.data : [];
  const sessionOnly = new Set<string>();

  const unknown = {
    ok: false,
    error: { code: 'unknown_connection', message: 'This connection is no longer there.' },
  } as const;
  const find = (id: string): RemoteConnection | undefined => remotes.find((remote) => remote.id === id);
  function save(next: readonly RemoteConnection[]): void {
    remotes = next;
    store.set('connections', next);
  }
  function checked(id: string, name: string, baseUrl: string): Outcome<RemoteConnection> {
    const url = checkBaseUrl(baseUrl);
    if (!url.ok) return url;
    const trimmed = name.trim() === '' ? new URL(url.value).host : name.trim();
    if (remotes.some((other) => other.id !== id && other.name === trimmed)) {
      return { ok: false, error: { code: 'name_taken', message: 'Another connection has this name.', field: 'name' } };
    }
    return { ok: true, value: { id, name: trimmed, baseUrl: url.value } };
  }
  function activeId(): string {
    const active = store.get('activeConnection');
    return typeof active === 'string' && find(active) ? active : LOCAL_CONNECTION_ID;
  }
  async function stateOf(id: string): Promise<TokenState> {
    try {
      if ((await vault.get(secretName(id))) === null) return 'none';
    } catch {
      return 'locked';
    }
    return sessionOnly.has(id) ? 'session-only' : 'kept';
  }

  return {
    remotes: () => remotes,
    activeId,
    activate(id) {
      if (id !== LOCAL_CONNECTION_ID && !find(id)) return unknown;
      store.set('activeConnection', id);
      return { ok: true, value: null };
    },
    add(name, baseUrl) {
      const connection = checked(randomUUID(), name, baseUrl);
      if (connection.ok) save([...remotes, connection.value]);
      return connection;
    },
    update(id, name, baseUrl) {
      if (!find(id)) return unknown;
      const connection = checked(id, name, baseUrl);
      if (connection.ok) save(remotes.map((other) => (other.id === id ? connection.value : other)));
      return connection;
    },
    async remove(id) {
      if (!find(id)) return unknown;
      // The secret goes first: a connection without a token can be mended, a token without a connection is a leak.
      await vault.delete(secretName(id));
      save(remotes.filter((other) => other.id !== id));
      return { ok: true, value: null };
    },
    token: (id) => vault.get(secretName(id)),
    async setToken(id, token) {
      const bare = token.trim().replace(/^bearer\s+/i, '');
      if (bare === '') await vault.delete(secretName(id));
      else if ((await vault.set(secretName(id), bare)) === 'session-only') sessionOnly.add(id);
      else sessionOnly.delete(id);
      return stateOf(id);
    },
    tokenState: stateOf,
  };
}
