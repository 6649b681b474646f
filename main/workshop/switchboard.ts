import type { Connection, ConnectionTest, Emitters } from '../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import type { ConnectionSource } from '../publish/index.ts';
import type { ConnectionBook } from '../settings/index.ts';

type Reach = Connection['reach'];

/** What the rest of the app needs to talk to a registry. The token stays on this side of the bridge. */
export type Line = {
  readonly id: string;
  readonly kind: 'local' | 'remote';
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string | null;
};

/** The embedded registry as a connection: started when somebody needs it. */
export type LocalLine = {
  /** Null while it is not running. */
  url(): string | null;
  /** Starts the registry if it has to. */
  connect(): Promise<{ readonly baseUrl: string; readonly token: string | null }>;
};

export type Switchboard = {
  list(): Promise<Connection[]>;
  get(id: string): Promise<Connection | null>;
  /** Base URL and token of a connection; null for one that is gone. */
  line(id: string): Promise<Line | null>;
  test(id: string): Promise<ConnectionTest | null>;
  /** The same for the publisher. */
  readonly source: ConnectionSource;
  /** Tells the renderer that something about the connections is different. */
  announce(): Promise<void>;
};

type Parts = {
  readonly book: ConnectionBook;
  readonly local: LocalLine;
  readonly now: () => number;
  readonly tester: (line: Line) => Promise<ConnectionTest>;
  readonly emit: Emitters['connections'];
};

/** All registries the author can publish to, the one on this machine first. */
export function openSwitchboard({ book, local, now, tester, emit }: Parts): Switchboard {
  const reached = new Map<string, Reach>();

  async function look(id: string): Promise<Connection | null> {
    const active = book.activeId() === id;
    const reach = reached.get(id) ?? ({ state: 'unknown' } as const);
    if (id === LOCAL_CONNECTION_ID) {
      const url = local.url();
      return {
        id,
        kind: 'local',
        name: 'Local rehearsal registry',
        baseUrl: url ?? '',
        active,
        token: 'kept',
        reach:
          url === null ? { state: 'unknown' } : reach.state === 'unknown' ? { state: 'reachable', at: now() } : reach,
      };
    }
    const remote = book.remotes().find((other) => other.id === id);
    if (!remote) return null;
    return { ...remote, kind: 'remote', active, token: await book.tokenState(id), reach };
  }

  async function list(): Promise<Connection[]> {
    const ids = [LOCAL_CONNECTION_ID, ...book.remotes().map((remote) => remote.id)];
    const all = await Promise.all(ids.map(look));
    return all.filter((connection) => connection !== null);
  }

  async function line(id: string): Promise<Line | null> {
    const connection = await look(id);
    if (!connection) return null;
    const { kind, name } = connection;
    if (kind === 'local') return { id, kind, name, ...(await local.connect()) };
    return { id, kind, name, baseUrl: connection.baseUrl, token: await book.token(id).catch(() => null) };
  }

  async function announce(): Promise<void> {
    emit.changed(await list());
  }

  return {
    list,
    get: look,
    line,
    source: { get: line },
    announce,
    async test(id) {
      reached.set(id, { state: 'checking' });
      await announce();
      try {
        const found = await line(id);
        if (!found) return null;
        const result = await tester(found);
        reached.set(
          id,
          result.reachable || !result.error
            ? { state: 'reachable', at: now() }
            : { state: 'unreachable', at: now(), error: result.error },
        );
        return result;
      } catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        reached.set(id, { state: 'unreachable', at: now(), error: { code: 'unreachable', message } });
        throw cause;
      } finally {
        await announce();
      }
    },
  };
}
