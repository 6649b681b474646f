import type { SiteCalls } from '../../destinations/index.ts';
import type { RegistryClients } from '../../publish/index.ts';
import type { Lazy } from '../lazy.ts';
import type { Connections } from '../registries/connections.ts';
import { CONNECT_HINT, connectionOf } from './registry-destination.ts';

interface Parts {
  readonly connections: Connections;
  readonly clients: Lazy<RegistryClients>;
  readonly keyFile: string;
}

/** The registries of this machine as anybody sees them, and the key it signs sites with. */
export function siteCalls({ connections, clients, keyFile }: Parts): SiteCalls {
  return {
    async client(registry) {
      const { destinationError, unknownConnection } = await import('../../destinations/index.ts');
      const id = await connectionOf(connections, registry);
      if (id === undefined) throw unknownConnection(registry, CONNECT_HINT);
      const found = await (await clients.get()).for(id, { anonymous: true });
      if (found.ok) return found.value;
      throw destinationError(found.error);
    },
    async key() {
      const { loadSigningKey } = await import('../../static-registry/index.ts');
      return loadSigningKey(keyFile);
    },
  };
}
