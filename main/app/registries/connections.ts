import type { AppError, Connection, ConnectionTest, Emitters } from '../../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import type { ConnectionFacts, ConnectionSource } from '../../publish/index.ts';
import type { ConnectionStore } from '../../settings/index.ts';

type Reach = Connection['reach'];

const UNKNOWN: Reach = { state: 'unknown' };

/** What the rest of the app needs to talk to a registry. The token stays on this side of the bridge. */
export interface RegistryEndpoint {
  readonly id: string;
  readonly kind: 'local' | 'remote';
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string | undefined;
  readonly siteKey?: NonNullable<ConnectionFacts['siteKey']> | undefined;
}

/** The embedded registry as a connection: started when somebody needs it. */
export interface LocalEndpoint {
  /** Undefined while it is not running. */
  url(): string | undefined;
  /** Starts the registry if it has to. */
  connect(): Promise<{ readonly baseUrl: string; readonly token: string | undefined }>;
}

interface Parts {
  readonly connectionStore: ConnectionStore;
  readonly local: LocalEndpoint;
  readonly now: () => number;
  readonly tester: (endpoint: RegistryEndpoint) => Promise<ConnectionTest>;
  readonly emit: Emitters['connections'];
}

/** All registries the author can publish to, the one on this machine first. */
export class Connections {
  readonly #parts: Parts;
  readonly #reached = new Map<string, Reach>();
  /** The same for the publisher. */
  readonly source: ConnectionSource = {
    get: (id) => this.endpoint(id),
    learnSiteKey: (id, seen) => this.#parts.connectionStore.learnSiteKey(id, seen),
  };

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list(): Promise<Connection[]> {
    const ids = [LOCAL_CONNECTION_ID, ...this.#parts.connectionStore.remotes().map((remote) => remote.id)];
    const all = await Promise.all(ids.map((id) => this.get(id)));
    return all.filter((connection) => connection !== undefined);
  }

  async get(id: string): Promise<Connection | undefined> {
    const { connectionStore } = this.#parts;
    const active = connectionStore.activeId() === id;
    const reach = this.#reached.get(id) ?? UNKNOWN;
    if (id === LOCAL_CONNECTION_ID) return this.#local(active, reach);
    const remote = connectionStore.remotes().find((other) => other.id === id);
    if (!remote) return undefined;
    const { name, baseUrl } = remote;
    return { id, name, baseUrl, kind: 'remote', active, token: await connectionStore.tokenState(id), reach };
  }

  /** Base URL and token of a connection; undefined for one that is gone. */
  async endpoint(id: string): Promise<RegistryEndpoint | undefined> {
    const { connectionStore, local } = this.#parts;
    const connection = await this.get(id);
    if (!connection) return undefined;
    const { kind, name } = connection;
    if (kind === 'local') return { id, kind, name, ...(await local.connect()) };
    const { baseUrl } = connection;
    const token = await connectionStore.token(id).catch(() => undefined);
    return { id, kind, name, baseUrl, token, siteKey: connectionStore.siteKey(id) };
  }

  async test(id: string): Promise<ConnectionTest | undefined> {
    this.#reached.set(id, { state: 'checking' });
    await this.announce();
    try {
      const found = await this.endpoint(id);
      if (!found) return undefined;
      const result = await this.#parts.tester(found);
      const { error } = result;
      this.#reached.set(id, result.reachable || !error ? this.#reachable() : this.#unreachable(error));
      return result;
    } catch (cause) {
      this.#reached.set(id, this.#unreachable(fault('unreachable.because', reasonOf(cause))));
      throw cause;
    } finally {
      await this.announce();
    }
  }

  /** Tells the renderer that something about the connections is different. */
  async announce(): Promise<void> {
    this.#parts.emit.changed(await this.list());
  }

  /** Nobody has to ask whether the registry on this machine answers: it runs or it does not. */
  #local(active: boolean, reach: Reach): Connection {
    const url = this.#parts.local.url();
    const running = reach.state === 'unknown' ? this.#reachable() : reach;
    return {
      id: LOCAL_CONNECTION_ID,
      kind: 'local',
      name: 'Local rehearsal registry',
      baseUrl: url ?? '',
      active,
      token: 'kept',
      reach: url === undefined ? UNKNOWN : running,
    };
  }

  #reachable(): Reach {
    return { state: 'reachable', at: this.#parts.now() };
  }

  #unreachable(error: AppError): Reach {
    return { state: 'unreachable', at: this.#parts.now(), error };
  }
}
