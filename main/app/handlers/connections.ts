import type { Connection, Handlers, Outcome } from '../../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { done, fail, ok } from '../../library/index.ts';
import type { ConnectionStore } from '../../settings/index.ts';
import type { Connections } from '../connections.ts';
import type { ErrorLog } from '../error-log.ts';

interface Parts {
  readonly connectionStore: ConnectionStore;
  readonly connections: Connections;
  readonly log: ErrorLog;
  /** Work that waits for this registry may go on with the new token or address, and another one may be in use. */
  readonly onChanged: (id: string) => Promise<void>;
}

export const unknownConnection = fail(fault('unknown_connection.choose'));

export function connectionHandlers({ connectionStore, connections, log, onChanged }: Parts): Handlers['connections'] {
  async function changed(id: string): Promise<Outcome<Connection>> {
    await onChanged(id);
    await connections.announce();
    const connection = await connections.get(id);
    return connection ? ok(connection) : unknownConnection;
  }

  /** The local registry's address and token are its own affair. */
  const refuseLocal = fail(fault('local_connection.settings'));

  return {
    async list() {
      return ok(await connections.list());
    },
    async add({ name, baseUrl, token }) {
      const added = connectionStore.add(name, baseUrl);
      if (!added.ok) return added;
      log.keepOut(token.trim());
      await connectionStore.setToken(added.value.id, token);
      return changed(added.value.id);
    },
    async update({ id, name, baseUrl }) {
      if (id === LOCAL_CONNECTION_ID) return refuseLocal;
      const before = connectionStore.remotes().find((remote) => remote.id === id);
      const updated = connectionStore.update(id, name, baseUrl);
      if (!updated.ok) return updated;
      // A token belongs to the server it was made for: it must not be sent to another host because an address changed.
      if (before && new URL(before.baseUrl).origin !== new URL(updated.value.baseUrl).origin)
        await connectionStore.setToken(id, '');
      return changed(id);
    },
    async setToken({ id, token }) {
      if (id === LOCAL_CONNECTION_ID) return refuseLocal;
      if (!connectionStore.remotes().some((remote) => remote.id === id)) return unknownConnection;
      log.keepOut(token.trim());
      await connectionStore.setToken(id, token);
      return changed(id);
    },
    async remove({ id }) {
      if (id === LOCAL_CONNECTION_ID) return fail(fault('local_connection.stays'));
      const removed = await connectionStore.remove(id);
      if (!removed.ok) return removed;
      await changed(id);
      return done;
    },
    async activate({ id }) {
      const activated = connectionStore.activate(id);
      return activated.ok ? changed(id) : activated;
    },
    async test({ id }) {
      const result = await connections.test(id);
      return result ? ok(result) : unknownConnection;
    },
  };
}
