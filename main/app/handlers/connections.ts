import type { Connection, Handlers, Outcome } from '../../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { done, fail, ok } from '../../library/index.ts';
import type { ConnectionStore } from '../../settings/index.ts';
import type { Connections } from '../registries/connections.ts';
import type { SignIns } from '../registries/sign-ins.ts';
import type { ErrorLog } from '../reports/error-log.ts';

interface Parts {
  readonly connectionStore: ConnectionStore;
  readonly connections: Connections;
  readonly signIns: SignIns;
  readonly log: ErrorLog;
  /** Work that waits for this registry may go on with the new token or address, and another one may be in use. */
  readonly onChanged: (id: string) => Promise<void>;
}

export const unknownConnection = fail(fault('unknown_connection.choose'));

/** The local registry's address and token are its own affair. */
const refuseLocal = fail(fault('local_connection.settings'));

function remoteOf(store: ConnectionStore, id: string) {
  return store.remotes().find((one) => one.id === id);
}

export function connectionHandlers({
  connectionStore,
  connections,
  signIns,
  log,
  onChanged,
}: Parts): Handlers['connections'] {
  async function changed(id: string): Promise<Outcome<Connection>> {
    await onChanged(id);
    await connections.announce();
    const connection = await connections.get(id);
    return connection ? ok(connection) : unknownConnection;
  }

  async function keepToken(id: string, token: string): Promise<Outcome<Connection>> {
    log.keepOut(token.trim());
    await connectionStore.setToken(id, token);
    return changed(id);
  }

  async function add(name: string, baseUrl: string, token: string): Promise<Outcome<Connection>> {
    const added = connectionStore.add(name, baseUrl);
    return added.ok ? keepToken(added.value.id, token) : added;
  }

  return {
    list: async () => ok(await connections.list()),
    add: ({ name, baseUrl, token }) => add(name, baseUrl, token),
    async update({ id, name, baseUrl }) {
      if (id === LOCAL_CONNECTION_ID) return refuseLocal;
      const before = remoteOf(connectionStore, id);
      const updated = connectionStore.update(id, name, baseUrl);
      if (!updated.ok) return updated;
      // A token belongs to the server it was made for: it must not be sent to another host because an address changed.
      if (before && new URL(before.baseUrl).origin !== new URL(updated.value.baseUrl).origin)
        await connectionStore.setToken(id, '');
      return changed(id);
    },
    async setToken({ id, token }) {
      if (id === LOCAL_CONNECTION_ID) return refuseLocal;
      return remoteOf(connectionStore, id) ? keepToken(id, token) : unknownConnection;
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
    test: async ({ id }) => {
      const result = await connections.test(id);
      return result ? ok(result) : unknownConnection;
    },
    ...signInCalls({ connectionStore, signIns, add, keepToken }),
  };
}

interface SignInParts extends Pick<Parts, 'connectionStore' | 'signIns'> {
  readonly add: (name: string, baseUrl: string, token: string) => Promise<Outcome<Connection>>;
  readonly keepToken: (id: string, token: string) => Promise<Outcome<Connection>>;
}

type SignInCalls = Pick<Handlers['connections'], 'signIn' | 'cancelSignIn'>;

/** A token from the browser, for a new connection or for one that is there. */
function signInCalls({ connectionStore, signIns, add, keepToken }: SignInParts): SignInCalls {
  return {
    async signIn({ id, name, baseUrl }) {
      if (id === LOCAL_CONNECTION_ID) return refuseLocal;
      const known = id === null ? undefined : remoteOf(connectionStore, id);
      if (id !== null && !known) return unknownConnection;
      // What cannot be added is said before anybody signs in for it.
      const place = known ? ok(known) : connectionStore.check(name, baseUrl);
      if (!place.ok) return place;
      const token = await signIns.begin(place.value.baseUrl);
      if (!token.ok) return token;
      if (!known) return add(name, place.value.baseUrl, token.value);
      // It may have been taken away, or lead elsewhere, since.
      const same = remoteOf(connectionStore, known.id)?.baseUrl === known.baseUrl;
      return same ? keepToken(known.id, token.value) : unknownConnection;
    },
    async cancelSignIn() {
      signIns.cancel();
      return done;
    },
  };
}
